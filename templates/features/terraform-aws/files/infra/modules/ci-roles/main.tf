# CI proves who it is with a token of its own provider, valid for minutes: no key is kept anywhere.
data "aws_caller_identity" "current" {}

locals {
  hosts = { github = "token.actions.githubusercontent.com", gitlab = "gitlab.com" }
  host  = local.hosts[var.provider_name]

  # What may push images and packages, and what may release to an environment.
  main = {
    github = "repo:${var.repository}:ref:refs/heads/main"
    gitlab = "project_path:${var.repository}:ref_type:branch:ref:main"
  }
  environment = {
    github = { for name in var.environments : name => "repo:${var.repository}:environment:${name}" }
    gitlab = { for name in var.environments : name => "project_path:${var.repository}:ref_type:branch:ref:main" }
  }

  subjects = merge(
    { push = local.main[var.provider_name] },
    { for name, subject in local.environment[var.provider_name] : "release-${name}" => subject },
  )

  # Subjects of GitLab name no environment: there a token is asked for in the name of one role, and opens no other.
  audiences = { for role in keys(local.subjects) :
    role => { github = "sts.amazonaws.com", gitlab = "${var.project}-ci-${role}" }[var.provider_name]
  }
}

resource "aws_iam_openid_connect_provider" "this" {
  url            = "https://${local.host}"
  client_id_list = distinct(values(local.audiences))
}

data "aws_iam_policy_document" "assume" {
  for_each = local.subjects

  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.this.arn]
    }

    condition {
      test     = "StringEquals"
      variable = "${local.host}:aud"
      values   = [local.audiences[each.key]]
    }

    condition {
      test     = "StringEquals"
      variable = "${local.host}:sub"
      values   = [each.value]
    }
  }
}

resource "aws_iam_role" "push" {
  name                 = "${var.project}-ci-push"
  assume_role_policy   = data.aws_iam_policy_document.assume["push"].json
  max_session_duration = 3600
}

data "aws_iam_policy_document" "push" {
  # AWS knows no resource for this one.
  statement {
    sid       = "LogInToTheRegistry"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]
  }

  statement {
    sid = "PushImages"
    actions = [
      "ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:CompleteLayerUpload", "ecr:DescribeImages",
      "ecr:GetDownloadUrlForLayer", "ecr:InitiateLayerUpload", "ecr:PutImage", "ecr:UploadLayerPart",
    ]
    resources = var.image_arns
  }
}

resource "aws_iam_role_policy" "push" {
  count  = length(var.image_names) > 0 ? 1 : 0
  name   = "push-images"
  role   = aws_iam_role.push.id
  policy = data.aws_iam_policy_document.push.json
}

data "aws_iam_policy_document" "upload" {
  count = local.on_functions ? 1 : 0

  statement {
    sid       = "UploadPackages"
    actions   = ["s3:PutObject"]
    resources = ["${coalesce(var.packages_arn, "-")}/*"]
  }

  statement {
    sid       = "EncryptThemThroughTheBucket"
    actions   = ["kms:GenerateDataKey"]
    resources = [coalesce(var.packages_key_arn, "-")]

    condition {
      test     = "StringLike"
      variable = "kms:ViaService"
      values   = ["s3.*.amazonaws.com"]
    }
  }
}

resource "aws_iam_role_policy" "upload" {
  count  = local.on_functions ? 1 : 0
  name   = "upload-packages"
  role   = aws_iam_role.push.id
  policy = data.aws_iam_policy_document.upload[0].json
}

resource "aws_iam_role" "release" {
  for_each             = var.environments
  name                 = "${var.project}-ci-release-${each.key}"
  assume_role_policy   = data.aws_iam_policy_document.assume["release-${each.key}"].json
  max_session_duration = 3600
}

resource "aws_iam_role_policy" "release" {
  for_each = var.environments
  name     = "release"
  role     = aws_iam_role.release[each.key].id
  policy   = data.aws_iam_policy_document.release[each.key].json
}
