variable "name" {
  type = string
}

variable "protected" {
  description = "Refuse deletion."
  type        = bool
}
