output "state_bucket" {
  value = module.state.name
}

output "image_urls" {
  value = module.images.urls
}

output "packages_bucket" {
  description = "Where CI puts the packages of functions; null without functions."
  value       = one(module.packages[*].name)
}

output "ci_push_role_arn" {
  description = "For the job that builds and pushes."
  value       = module.ci.push_role_arn
}

output "ci_release_role_arns" {
  description = "For the job that releases, by environment."
  value       = module.ci.release_role_arns
}
