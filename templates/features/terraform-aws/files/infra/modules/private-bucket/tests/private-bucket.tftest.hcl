mock_provider "aws" {
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}" }
  }
  mock_resource "aws_s3_bucket" {
    defaults = { arn = "arn:aws:s3:::shop-test-objects" }
  }
}

variables {
  name      = "shop-test-objects"
  key_arn   = "arn:aws:kms:eu-central-1:123456789012:key/1"
  protected = true
}

run "nobody_outside_reaches_it" {
  command = apply

  assert {
    condition = alltrue([
      aws_s3_bucket_public_access_block.this.block_public_acls,
      aws_s3_bucket_public_access_block.this.block_public_policy,
      aws_s3_bucket_public_access_block.this.ignore_public_acls,
      aws_s3_bucket_public_access_block.this.restrict_public_buckets,
    ])
    error_message = "All four locks against public access must be on."
  }

  assert {
    condition     = one(data.aws_iam_policy_document.this.statement).effect == "Deny" && one(one(data.aws_iam_policy_document.this.statement).condition).variable == "aws:SecureTransport"
    error_message = "Requests without TLS must be refused."
  }
}

run "objects_are_encrypted_and_come_back" {
  command = apply

  assert {
    condition     = one(one(aws_s3_bucket_server_side_encryption_configuration.this.rule).apply_server_side_encryption_by_default).kms_master_key_id == var.key_arn
    error_message = "Objects must be encrypted with the key of the environment."
  }

  assert {
    condition     = aws_s3_bucket_versioning.this.versioning_configuration[0].status == "Enabled" && !aws_s3_bucket.this.force_destroy
    error_message = "An overwritten object must be found again, and a full bucket must not be deleted."
  }
}

run "an_app_gets_objects_and_not_the_bucket" {
  command = apply

  assert {
    condition     = alltrue([for one in data.aws_iam_policy_document.objects.statement : !contains(one.resources, "*")])
    error_message = "Only this bucket and its key."
  }

  assert {
    condition     = length(setintersection(flatten([for one in data.aws_iam_policy_document.objects.statement : one.actions]), ["s3:*", "s3:PutBucketPolicy", "s3:DeleteBucket"])) == 0
    error_message = "An app must not change the bucket."
  }
}

run "a_name_that_aws_refuses_is_refused_here" {
  command = plan

  variables {
    name = "Shop_Objects"
  }

  expect_failures = [var.name]
}

run "only_named_pages_use_signed_urls" {
  command = apply

  variables {
    origins = ["https://shop.example.com"]
  }

  assert {
    condition     = one(aws_s3_bucket_cors_configuration.this[0].cors_rule).allowed_origins == var.origins
    error_message = "Other pages must not use the bucket."
  }
}

run "a_star_for_pages_is_refused" {
  command = plan

  variables {
    origins = ["*"]
  }

  expect_failures = [var.origins]
}
