variable "name" {
  description = "Unique in all of AWS."
  type        = string

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", var.name))
    error_message = "A bucket's name has 3 to 63 small letters, digits and hyphens."
  }
}

variable "key_arn" {
  type = string
}

variable "protected" {
  description = "Refuse deletion while it holds objects."
  type        = bool
}

variable "old_version_days" {
  description = "How long an overwritten or deleted object can be brought back."
  type        = number
  default     = 90
}

variable "origins" {
  description = "Pages whose scripts may use signed URLs."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for origin in var.origins : startswith(origin, "https://")])
    error_message = "Name origins with https://; a star would let every page in."
  }
}
