# What a release does in one environment, and nothing that Terraform does.
locals {
  account = data.aws_caller_identity.current.account_id

  on_ecs       = var.compute == "ecs"
  on_functions = var.compute == "functions"
  has_images   = length(var.image_names) > 0

  # Apps, or only the migrations of functions.
  has_tasks = local.on_ecs || (local.on_functions && local.has_images)
  clusters  = { for name in var.environments : name => "${var.project}-${name}${local.on_functions ? "-jobs" : ""}" }

  # AWS knows no resource for these.
  without_resource = concat(
    local.has_tasks ? ["ecs:DescribeTaskDefinition"] : [],
    local.has_images ? ["ecr:GetAuthorizationToken"] : [],
    local.on_functions ? ["cloudwatch:GetMetricStatistics"] : [],
  )

  # One list a release: what it may do, and to what.
  releases = { for name in var.environments : name => concat(
    local.has_images ? [{
      # To see that the pipeline signed what is released.
      sid       = "ReadSignatures"
      actions   = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
      resources = var.image_arns
    }] : [],
    local.has_tasks ? [
      {
        sid       = "NameTheNewImage"
        actions   = ["ecs:RegisterTaskDefinition", "ecs:TagResource"]
        resources = ["arn:aws:ecs:*:${local.account}:task-definition/${var.project}-${name}-*:*"]
      },
      {
        sid       = "WatchMigrations"
        actions   = ["ecs:DescribeTasks"]
        resources = ["arn:aws:ecs:*:${local.account}:task/${local.clusters[name]}/*"]
      },
    ] : [],
    local.on_ecs ? [{
      sid       = "RollOut"
      actions   = ["ecs:DescribeServices", "ecs:UpdateService"]
      resources = ["arn:aws:ecs:*:${local.account}:service/${var.project}-${name}/*"]
    }] : [],
    local.on_functions ? [
      {
        sid       = "ReadPackages"
        actions   = ["s3:GetObject"]
        resources = ["${coalesce(var.packages_arn, "-")}/*"]
      },
      {
        # A version is made, asked by its number, and given a share of the calls.
        sid = "ReleaseFunctions"
        actions = [
          "lambda:GetAlias", "lambda:GetFunctionConfiguration", "lambda:InvokeFunction",
          "lambda:PublishVersion", "lambda:UpdateAlias", "lambda:UpdateFunctionCode",
        ]
        resources = ["arn:aws:lambda:*:${local.account}:function:${var.project}-${name}-*"]
      },
    ] : [],
    var.compute == "eks" ? [{
      sid       = "FindTheCluster"
      actions   = ["eks:DescribeCluster"]
      resources = ["arn:aws:eks:*:${local.account}:cluster/${var.project}-${name}"]
    }] : [],
  ) }
}

data "aws_iam_policy_document" "release" {
  for_each = var.environments

  statement {
    sid       = "WithoutResource"
    actions   = local.without_resource
    resources = ["*"]
  }

  dynamic "statement" {
    for_each = local.releases[each.key]
    content {
      sid       = statement.value.sid
      actions   = statement.value.actions
      resources = statement.value.resources
    }
  }

  dynamic "statement" {
    for_each = local.has_tasks ? [1] : []
    content {
      sid       = "Migrate"
      actions   = ["ecs:RunTask"]
      resources = ["arn:aws:ecs:*:${local.account}:task-definition/${var.project}-${each.key}-migrate-*:*"]

      condition {
        test     = "ArnLike"
        variable = "ecs:cluster"
        values   = ["arn:aws:ecs:*:${local.account}:cluster/${local.clusters[each.key]}"]
      }
    }
  }

  dynamic "statement" {
    for_each = local.has_tasks ? [1] : []
    content {
      sid       = "HandTasksTheirRoles"
      actions   = ["iam:PassRole"]
      resources = ["arn:aws:iam::${local.account}:role/${var.project}-${each.key}-*"]

      condition {
        test     = "StringEquals"
        variable = "iam:PassedToService"
        values   = ["ecs-tasks.amazonaws.com"]
      }
    }
  }

  dynamic "statement" {
    for_each = local.on_functions ? [1] : []
    content {
      sid       = "ReadPackagesThroughTheBucket"
      actions   = ["kms:Decrypt"]
      resources = [coalesce(var.packages_key_arn, "-")]

      condition {
        test     = "StringLike"
        variable = "kms:ViaService"
        values   = ["s3.*.amazonaws.com"]
      }
    }
  }

  # Lambda hands the key of the environment on to each new version, in the name of whoever makes it.
  dynamic "statement" {
    for_each = local.on_functions ? [1] : []
    content {
      sid       = "HandVersionsTheKey"
      actions   = ["kms:CreateGrant"]
      resources = ["arn:aws:kms:*:${local.account}:key/*"]

      condition {
        test     = "ForAnyValue:StringEquals"
        variable = "kms:ResourceAliases"
        values   = ["alias/${var.project}-${each.key}"]
      }

      condition {
        test     = "StringLike"
        variable = "kms:ViaService"
        values   = ["lambda.*.amazonaws.com"]
      }

      condition {
        test     = "Bool"
        variable = "kms:GrantIsForAWSResource"
        values   = ["true"]
      }
    }
  }
}
