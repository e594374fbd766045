variable "project" {
  type = string
}

variable "environment" {
  type = string

  validation {
    condition     = can(regex("^[a-z][a-z0-9]{1,7}$", var.environment))
    error_message = "Two to eight letters and digits."
  }
}

variable "region" {
  type = string
}

variable "release" {
  description = "Version to deploy: the tag of the images."
  type        = string

  validation {
    condition     = var.release != "latest"
    error_message = "Name the release: what restarts must not change its version."
  }
}

variable "apps" {
  description = "Every deployable, from terraform.tfvars.json."
  type = map(object({
    public      = bool
    environment = map(string)
    secrets     = map(string)
  }))
}

variable "migrations" {
  description = "A job per database, from terraform.tfvars.json."
  type = map(object({
    environment = map(string)
    secrets     = map(string)
  }))
}

variable "protected" {
  description = "Refuse deletion of what holds data, and keep a standby."
  type        = bool
}

variable "image_registry" {
  description = "Where the images are, such as 123456789012.dkr.ecr.eu-central-1.amazonaws.com."
  type        = string
}

variable "domain_name" {
  description = "Host name that clients use; also the issuer of tokens."
  type        = string
}

variable "certificate_arn" {
  description = "Certificate in ACM for the domain name."
  type        = string
}

variable "auth_jwks_url" {
  description = "Key set of an external issuer; null where auth is part of this repo."
  type        = string
  default     = null
}

variable "min_count" {
  description = "Tasks of every app."
  type        = number
}

variable "max_count" {
  type = number
}

variable "zones" {
  type = number
}

variable "nat_per_zone" {
  type = bool
}

variable "database_instance_class" {
  type = string
}

variable "backup_days" {
  type = number
}

variable "kafka_password" {
  description = "New for every run; written where kafka_login_version was raised."
  type        = string
  sensitive   = true
  ephemeral   = true
}

variable "kafka_login_version" {
  type    = number
  default = 1
}
