variable "project" {
  type = string
}

variable "provider_name" {
  description = "Where CI runs."
  type        = string

  validation {
    condition     = contains(["github", "gitlab"], var.provider_name)
    error_message = "github or gitlab."
  }
}

variable "repository" {
  description = "Such as acme/shop."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)+$", var.repository))
    error_message = "Owner and name, without wildcards: acme/shop. Whoever else matches could release."
  }
}

variable "environments" {
  description = "One role for releases each; in GitHub, protect the environment of the same name."
  type        = set(string)
}

variable "image_arns" {
  type = list(string)
}

variable "image_names" {
  type = set(string)
}

variable "compute" {
  description = "What apps run on: ecs, eks or functions."
  type        = string

  validation {
    condition     = contains(["ecs", "eks", "functions"], var.compute)
    error_message = "ecs, eks or functions: a release gets the rights for one of them."
  }
}

variable "packages_arn" {
  description = "The bucket of packages, where apps are functions."
  type        = string
  default     = null
}

variable "packages_key_arn" {
  description = "The key of that bucket."
  type        = string
  default     = null
}
