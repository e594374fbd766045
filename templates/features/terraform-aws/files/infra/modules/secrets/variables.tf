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
