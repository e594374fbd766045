variable "name" {
  type = string
}

variable "key_arn" {
  type = string
}

variable "emails" {
  description = "Each gets a mail to confirm first."
  type        = set(string)

  validation {
    condition     = length(var.emails) > 0 && alltrue([for email in var.emails : can(regex("^[^@ ]+@[^@ ]+$", email))])
    error_message = "An alarm that nobody reads is none: name at least one address."
  }
}
