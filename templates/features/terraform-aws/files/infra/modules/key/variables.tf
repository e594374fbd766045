variable "name" {
  type = string
}

variable "protected" {
  description = "Wait the longest before a deletion takes effect."
  type        = bool
}
