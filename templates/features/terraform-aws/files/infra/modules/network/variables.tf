variable "name" {
  type = string
}

variable "cidr" {
  type    = string
  default = "10.20.0.0/16"
}

variable "zones" {
  type    = number
  default = 2

  validation {
    condition     = var.zones >= 2 && var.zones <= 4
    error_message = "Use two to four availability zones."
  }
}

variable "nat_per_zone" {
  type    = bool
  default = false
}
