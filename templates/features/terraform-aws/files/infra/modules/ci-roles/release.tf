# What infra/release.ts does in one environment, and nothing that Terraform does.
data "aws_iam_policy_document" "release" {
  for_each = var.environments

  # AWS knows no resource for these.
  statement {
    sid       = "WithoutResource"
    actions   = ["ecs:DescribeTaskDefinition", "ecr:GetAuthorizationToken"]
    resources = ["*"]
  }

  # To see that the pipeline signed what is released.
  dynamic "statement" {
    for_each = length(var.image_names) > 0 ? [1] : []
    content {
      sid       = "ReadSignatures"
      actions   = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
      resources = var.image_arns
    }
  }

  statement {
    sid       = "NameTheNewImage"
    actions   = ["ecs:RegisterTaskDefinition", "ecs:TagResource"]
    resources = ["arn:aws:ecs:*:${local.account}:task-definition/${var.project}-${each.key}-*:*"]
  }

  statement {
    sid       = "Migrate"
    actions   = ["ecs:RunTask"]
    resources = ["arn:aws:ecs:*:${local.account}:task-definition/${var.project}-${each.key}-migrate-*:*"]

    condition {
      test     = "ArnLike"
      variable = "ecs:cluster"
      values   = ["arn:aws:ecs:*:${local.account}:cluster/${var.project}-${each.key}"]
    }
  }

  statement {
    sid       = "WatchMigrations"
    actions   = ["ecs:DescribeTasks"]
    resources = ["arn:aws:ecs:*:${local.account}:task/${var.project}-${each.key}/*"]
  }

  statement {
    sid       = "RollOut"
    actions   = ["ecs:DescribeServices", "ecs:UpdateService"]
    resources = ["arn:aws:ecs:*:${local.account}:service/${var.project}-${each.key}/*"]
  }

  statement {
    sid       = "HandTasksTheirRoles"
    actions   = ["iam:PassRole"]
    resources = ["arn:aws:iam::${local.account}:role/${var.project}-${each.key}-*"]

    condition {
      test     = "StringEquals"
      variable = "iam:PassedToService"
      values   = ["ecs-tasks.amazonaws.com"]
    }
  }

  statement {
    sid       = "FindTheCluster"
    actions   = ["eks:DescribeCluster"]
    resources = ["arn:aws:eks:*:${local.account}:cluster/${var.project}-${each.key}"]
  }
}

locals {
  account = data.aws_caller_identity.current.account_id
}
