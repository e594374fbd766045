# Once an account, before any environment: where state, images and packages are kept, and what CI may do.
module "key" {
  source    = "../modules/key"
  name      = "${var.project}-account"
  protected = true
}

module "state" {
  source           = "../modules/private-bucket"
  name             = var.state_bucket
  key_arn          = module.key.arn
  protected        = true
  old_version_days = 365
}

# The packages of functions, by release.
module "packages" {
  source    = "../modules/private-bucket"
  count     = var.compute == "functions" ? 1 : 0
  name      = "${var.state_bucket}-packages"
  key_arn   = module.key.arn
  protected = true
}

module "images" {
  source  = "../modules/image-registry"
  images  = var.images
  key_arn = module.key.arn
}

module "ci" {
  source           = "../modules/ci-roles"
  project          = var.project
  provider_name    = var.ci
  repository       = var.repository
  environments     = var.environments
  compute          = var.compute
  image_names      = var.images
  image_arns       = module.images.arns
  packages_arn     = one(module.packages[*].arn)
  packages_key_arn = module.key.arn
}
