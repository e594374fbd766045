mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}" }
  }
  mock_resource "aws_iam_openid_connect_provider" {
    defaults = { arn = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" }
  }
}

variables {
  project       = "shop"
  provider_name = "github"
  repository    = "acme/shop"
  environments  = ["dev", "prod"]
  compute       = "ecs"
  image_arns    = ["arn:aws:ecr:eu-central-1:123456789012:repository/shop"]
  image_names   = ["shop"]
}

run "only_this_repository_gets_a_role" {
  command = apply

  assert {
    condition     = one([for one in data.aws_iam_policy_document.assume["release-prod"].statement[0].condition : one.values if endswith(one.variable, ":sub")]) == tolist(["repo:acme/shop:environment:prod"])
    error_message = "Only a job in the environment prod of this repository may release to it."
  }

  assert {
    condition     = one([for one in data.aws_iam_policy_document.assume["push"].statement[0].condition : one.values if endswith(one.variable, ":sub")]) == tolist(["repo:acme/shop:ref:refs/heads/main"])
    error_message = "Only the main branch may push images."
  }

  assert {
    condition = alltrue([
      for document in data.aws_iam_policy_document.assume : alltrue([for one in document.statement[0].condition : one.test == "StringEquals"])
    ])
    error_message = "A pattern would let other repositories in."
  }
}

run "a_release_cannot_leave_its_environment" {
  command = apply

  assert {
    condition = alltrue([
      for one in data.aws_iam_policy_document.release["dev"].statement : alltrue([for arn in one.resources : strcontains(arn, "shop-dev")])
      if !contains(["WithoutResource", "ReadSignatures"], one.sid)
    ])
    error_message = "The role for dev must not touch anything else."
  }

  assert {
    condition = alltrue([
      for one in data.aws_iam_policy_document.release["dev"].statement : length(one.condition) > 0
      if contains(one.actions, "iam:PassRole")
    ])
    error_message = "A role may be handed to tasks only."
  }

  assert {
    condition = alltrue(flatten([
      for one in data.aws_iam_policy_document.release["prod"].statement : [for action in one.actions : !strcontains(action, "*")]
    ]))
    error_message = "Every action must be named."
  }
}

run "a_release_of_functions_cannot_leave_its_environment" {
  command = apply

  variables {
    compute          = "functions"
    image_names      = ["shop-migrate"]
    packages_arn     = "arn:aws:s3:::acme-shop-state-packages"
    packages_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/1"
  }

  assert {
    condition = alltrue([
      for one in data.aws_iam_policy_document.release["dev"].statement : alltrue([for arn in one.resources : strcontains(arn, "shop-dev")])
      if !contains(["WithoutResource", "ReadSignatures", "ReadPackages", "ReadPackagesThroughTheBucket", "HandVersionsTheKey"], one.sid)
    ])
    error_message = "The role for dev must not touch anything else."
  }

  assert {
    condition     = one([for one in data.aws_iam_policy_document.release["dev"].statement : [for condition in one.condition : condition.values if condition.variable == "kms:ResourceAliases"] if one.sid == "HandVersionsTheKey"]) == [tolist(["alias/shop-dev"])]
    error_message = "Only the key of the environment may be handed on."
  }

  assert {
    condition     = contains(flatten([for one in data.aws_iam_policy_document.release["dev"].statement : one.condition[*].values if one.sid == "Migrate"]), "arn:aws:ecs:*:123456789012:cluster/shop-dev-jobs")
    error_message = "Migrations run in the cluster of jobs."
  }

  assert {
    condition = length(setintersection(
      flatten([for one in data.aws_iam_policy_document.release["dev"].statement : one.actions]),
      ["ecs:UpdateService", "eks:DescribeCluster", "lambda:UpdateFunctionConfiguration", "lambda:DeleteFunction", "s3:PutObject"],
    )) == 0
    error_message = "A release changes code and where the alias leads, nothing else."
  }

  assert {
    condition     = flatten([for one in data.aws_iam_policy_document.upload[0].statement : one.actions]) == ["s3:PutObject", "kms:GenerateDataKey"]
    error_message = "Whoever builds packages adds them, and reads and deletes none."
  }
}

run "a_release_of_functions_without_migrations_knows_no_tasks" {
  command = apply

  variables {
    compute          = "functions"
    image_names      = []
    image_arns       = []
    packages_arn     = "arn:aws:s3:::acme-shop-state-packages"
    packages_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/1"
  }

  assert {
    condition     = length([for action in flatten([for one in data.aws_iam_policy_document.release["dev"].statement : one.actions]) : action if can(regex("^(ecs|ecr|iam):", action))]) == 0
    error_message = "What has no migrations must start no tasks."
  }
}

run "a_release_of_processes_touches_no_function" {
  command = apply

  assert {
    condition     = length([for action in flatten([for one in data.aws_iam_policy_document.release["prod"].statement : one.actions]) : action if can(regex("^(lambda|s3|kms|eks|cloudwatch):", action))]) == 0 && length(data.aws_iam_policy_document.upload) == 0
    error_message = "A release gets the rights for what it releases to."
  }
}

run "apps_that_run_on_something_else_are_refused" {
  command = plan

  variables {
    compute = "ec2"
  }

  expect_failures = [var.compute]
}

run "gitlab_is_another_issuer" {
  command = apply

  variables {
    provider_name = "gitlab"
  }

  assert {
    condition     = aws_iam_openid_connect_provider.this.url == "https://gitlab.com"
    error_message = "Tokens of GitLab come from GitLab."
  }

  assert {
    condition     = one([for one in data.aws_iam_policy_document.assume["push"].statement[0].condition : one.values if endswith(one.variable, ":sub")]) == tolist(["project_path:acme/shop:ref_type:branch:ref:main"])
    error_message = "Only the main branch of this project may push images."
  }

  assert {
    condition = { for role, document in data.aws_iam_policy_document.assume : role => one([for one in document.statement[0].condition : one.values if endswith(one.variable, ":aud")]) } == {
      push           = tolist(["shop-ci-push"])
      "release-dev"  = tolist(["shop-ci-release-dev"])
      "release-prod" = tolist(["shop-ci-release-prod"])
    }
    error_message = "A token for one role must not open another: its subject does not tell environments apart."
  }

  assert {
    condition     = toset(aws_iam_openid_connect_provider.this.client_id_list) == toset(["shop-ci-push", "shop-ci-release-dev", "shop-ci-release-prod"])
    error_message = "AWS takes no token for an audience that the provider does not list."
  }
}

run "a_wildcard_instead_of_a_repository_is_refused" {
  command = plan

  variables {
    repository = "acme/*"
  }

  expect_failures = [var.repository]
}

run "another_ci_is_refused" {
  command = plan

  variables {
    provider_name = "jenkins"
  }

  expect_failures = [var.provider_name]
}
