variable "name" {
  type = string
}

variable "vpc_id" {
  type = string
}

variable "subnet_ids" {
  description = "One broker in each."
  type        = list(string)
}

variable "client_security_group_ids" {
  description = "Who may connect, by a name for the rule."
  type        = map(string)
}

variable "url_secret_arn" {
  description = "Secret that apps read as BROKER_URL; its value is written here."
  type        = string
}

variable "login_password" {
  description = "Written where login_version was raised, and ignored otherwise."
  type        = string
  sensitive   = true
  ephemeral   = true

  validation {
    condition     = can(regex("^[A-Za-z0-9]{24,}$", var.login_password))
    error_message = "At least 24 letters and digits: it stands in a URL."
  }
}

variable "login_version" {
  description = "Raise it to change the password; then restart the apps."
  type        = number
  default     = 1
}

variable "kafka_version" {
  type    = string
  default = "3.9.x.kraft"
}

variable "instance_type" {
  type    = string
  default = "kafka.t3.small"
}

variable "storage_gb" {
  type    = number
  default = 50
}

variable "key_arn" {
  type = string
}

variable "alarm_topic_arn" {
  type = string
}
