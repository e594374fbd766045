variable "name" {
  type = string
}

variable "vpc_id" {
  type = string
}

variable "subnet_ids" {
  type = list(string)
}

variable "client_security_group_ids" {
  description = "Who may connect, by a name for the rule."
  type        = map(string)
}

variable "engine_version" {
  type    = string
  default = "18"
}

variable "instance_class" {
  type = string
}

variable "max_storage_gb" {
  type    = number
  default = 100
}

variable "multi_az" {
  type = bool
}

variable "protected" {
  description = "Refuse deletion, and keep a last snapshot."
  type        = bool
}

variable "backup_days" {
  type    = number
  default = 7

  validation {
    condition     = var.backup_days >= 1
    error_message = "Without backups there is no point-in-time restore."
  }
}

variable "proxy_login_secret_arns" {
  description = "Logins, {\"username\", \"password\"}, that may pass the proxy; no proxy without one."
  type        = list(string)
  default     = []
}
