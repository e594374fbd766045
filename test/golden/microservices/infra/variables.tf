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

variable "apps" {
  description = "Every deployable, from terraform.tfvars.json."
  type = map(object({
    public           = bool
    environment      = map(string)
    secrets          = map(string)
    optional_secrets = map(string)
  }))
}

variable "optional_secrets" {
  description = "Which of the secrets that apps do without they get, such as ADMIN_SETUP_TOKEN."
  type        = set(string)
  default     = []
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

variable "alarm_emails" {
  description = "Who is told when something is wrong."
  type        = set(string)
}

variable "monthly_budget_usd" {
  description = "Warns at 80 %, and when it will be exceeded."
  type        = number
}

variable "rotations" {
  description = "Functions of yours that rotate a secret, by its name."
  type        = map(object({ function_arn = string, days = number }))
  default     = {}
}

variable "release" {
  description = "Version to deploy: the tag of the images."
  type        = string

  validation {
    condition     = var.release != "latest"
    error_message = "Name the release: what restarts must not change its version."
  }
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

variable "otlp_endpoint" {
  description = "Where traces go, over OTLP/HTTP, such as https://otlp.example.com; none are made without."
  type        = string
  default     = ""
}

variable "zones" {
  type = number
}

variable "nat" {
  description = "The way out of the private subnets: none, one, or zone (one in each)."
  type        = string
}

variable "endpoints" {
  description = "AWS services that are reached inside the network."
  type        = set(string)
  default     = []
}

variable "database_instance_class" {
  type = string
}

variable "database_connections_alarm" {
  description = "Below what the class accepts: memory in bytes / 9531392."
  type        = number
}

variable "database_replicas" {
  type    = number
  default = 0
}

variable "backup_days" {
  type = number
}
