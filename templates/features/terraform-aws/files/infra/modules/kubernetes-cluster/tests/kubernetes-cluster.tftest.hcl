mock_provider "aws" {
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}" }
  }
  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/shop-test" }
  }
  mock_resource "aws_launch_template" {
    defaults = { id = "lt-0123456789abcdef0", latest_version = 1 }
  }
}

variables {
  name               = "shop-test"
  subnet_ids         = ["subnet-1", "subnet-2"]
  namespace          = "shop-test"
  key_arn            = "arn:aws:kms:eu-central-1:123456789012:key/1"
  administrator_arns = ["arn:aws:iam::123456789012:role/platform"]
  releaser_arns      = ["arn:aws:iam::123456789012:role/shop-ci-release-test"]
}

run "the_api_is_private_and_secrets_are_encrypted" {
  command = plan

  assert {
    condition     = !aws_eks_cluster.this.vpc_config[0].endpoint_public_access && aws_eks_cluster.this.vpc_config[0].endpoint_private_access
    error_message = "Without named addresses the API stays inside the network."
  }

  assert {
    condition     = aws_eks_cluster.this.encryption_config[0].resources == toset(["secrets"]) && aws_eks_cluster.this.encryption_config[0].provider[0].key_arn == var.key_arn
    error_message = "Secrets of Kubernetes must be encrypted with the key of the environment."
  }

  assert {
    condition     = contains(aws_eks_cluster.this.enabled_cluster_log_types, "audit")
    error_message = "Who did what must be kept."
  }
}

run "a_release_is_bound_to_its_namespace" {
  command = apply

  assert {
    condition = alltrue([
      for one in aws_eks_access_policy_association.releasers : one.access_scope[0].type == "namespace" && one.access_scope[0].namespaces == toset(["shop-test"]) && endswith(one.policy_arn, "AmazonEKSEditPolicy")
    ])
    error_message = "CI may edit its namespace and nothing else."
  }

  assert {
    condition     = !aws_eks_cluster.this.access_config[0].bootstrap_cluster_creator_admin_permissions
    error_message = "Access is listed, never inherited."
  }
}

run "pods_do_not_reach_the_rights_of_the_node" {
  command = apply

  assert {
    condition     = aws_launch_template.nodes.metadata_options[0].http_tokens == "required" && aws_launch_template.nodes.metadata_options[0].http_put_response_hop_limit == 1
    error_message = "The metadata service must be out of reach of pods."
  }

  assert {
    condition     = jsondecode(aws_eks_addon.network.configuration_values).enableNetworkPolicy == "true"
    error_message = "Network policies must be enforced."
  }
}

run "an_app_gets_rights_through_its_service_account" {
  command = apply

  variables {
    pod_policies = { shop = "{\"Version\":\"2012-10-17\",\"Statement\":[]}" }
  }

  assert {
    condition     = aws_eks_pod_identity_association.this["shop"].service_account == "shop" && aws_eks_pod_identity_association.this["shop"].namespace == var.namespace
    error_message = "Rights belong to the ServiceAccount of the app."
  }
}

run "an_api_for_everybody_is_refused" {
  command = plan

  variables {
    admin_cidrs = ["0.0.0.0/0"]
  }

  expect_failures = [var.admin_cidrs]
}

run "a_cluster_without_administrator_is_refused" {
  command = plan

  variables {
    administrator_arns = []
  }

  expect_failures = [var.administrator_arns]
}
