variable "name" {
  type = string
}

variable "domain" {
  description = "Domain of the senders."
  type        = string

  validation {
    condition     = can(regex("^([a-z0-9-]+\\.)+[a-z]{2,}$", var.domain))
    error_message = "A domain such as example.com, not an address."
  }
}

variable "alarm_topic_arn" {
  type = string
}
