mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }
  mock_data "aws_region" {
    defaults = { name = "eu-central-1" }
  }
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}" }
  }
  mock_resource "aws_kms_key" {
    defaults = { arn = "arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555" }
  }
  mock_resource "aws_s3_bucket" {
    defaults = { arn = "arn:aws:s3:::acme-shop-state" }
  }
  mock_resource "aws_ecr_repository" {
    defaults = { arn = "arn:aws:ecr:eu-central-1:123456789012:repository/shop" }
  }
  mock_resource "aws_iam_openid_connect_provider" {
    defaults = { arn = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" }
  }
  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/shop" }
  }
}

variables {
  project      = "shop"
  region       = "eu-central-1"
  state_bucket = "acme-shop-state"
  images       = ["shop", "shop-migrate"]
  compute      = "ecs"
  ci           = "github"
  repository   = "acme/shop"
}

run "every_image_has_a_place" {
  command = apply

  assert {
    condition     = toset(keys(output.image_urls)) == var.images
    error_message = "An image could not be pushed."
  }
}

run "every_environment_has_a_role_of_its_own" {
  command = apply

  assert {
    condition     = toset(keys(output.ci_release_role_arns)) == var.environments
    error_message = "An environment could not be released to."
  }
}

run "an_account_without_images_works_too" {
  command = apply

  variables {
    images  = []
    compute = "functions"
  }

  assert {
    condition     = length(output.image_urls) == 0
    error_message = "Functions on DynamoDB have no image."
  }
}

run "packages_have_a_place_where_there_are_functions" {
  command = apply

  variables {
    compute = "functions"
  }

  assert {
    condition     = output.packages_bucket == "acme-shop-state-packages"
    error_message = "Packages could not be uploaded."
  }
}

run "processes_have_no_packages" {
  command = apply

  assert {
    condition     = output.packages_bucket == null
    error_message = "There is nothing to put into that bucket."
  }
}
