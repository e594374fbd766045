mock_provider "aws" {}

variables {
  images  = ["shop", "shop-migrate"]
  key_arn = "arn:aws:kms:eu-central-1:123456789012:key/1"
}

run "a_tag_never_changes_and_every_push_is_scanned" {
  command = plan

  assert {
    condition     = alltrue([for one in aws_ecr_repository.this : one.image_tag_mutability == "IMMUTABLE" && one.image_scanning_configuration[0].scan_on_push])
    error_message = "Tags must be immutable, and images scanned."
  }

  assert {
    condition     = alltrue([for one in aws_ecr_repository.this : one.encryption_configuration[0].kms_key == var.key_arn])
    error_message = "Images must be encrypted with the key of the account."
  }

  assert {
    condition     = toset(keys(aws_ecr_repository.this)) == var.images
    error_message = "Every image has its repository."
  }
}

run "old_images_go_and_enough_stay" {
  command = plan

  assert {
    condition     = alltrue([for one in aws_ecr_lifecycle_policy.this : jsondecode(one.policy).rules[1].selection.countNumber == 100])
    error_message = "A hundred images must stay."
  }
}

run "too_few_images_are_refused" {
  command = plan

  variables {
    kept_images = 3
  }

  expect_failures = [var.kept_images]
}
