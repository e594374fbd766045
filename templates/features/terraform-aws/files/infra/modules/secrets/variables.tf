variable "name" {
  type = string
}

variable "names" {
  type = set(string)
}

variable "recovery_days" {
  type    = number
  default = 7
}

variable "key_arn" {
  type = string
}

variable "rotations" {
  description = "Functions that rotate a secret, by its name."
  type        = map(object({ function_arn = string, days = number }))
  default     = {}

  validation {
    condition     = alltrue([for one in var.rotations : one.days >= 1 && one.days <= 365])
    error_message = "Rotate at least once a year."
  }
}
