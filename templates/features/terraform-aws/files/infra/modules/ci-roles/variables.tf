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
