variable "images" {
  type = set(string)
}

variable "key_arn" {
  type = string
}

variable "kept_images" {
  description = "Images kept of each repository, the newest first."
  type        = number
  default     = 100

  validation {
    condition     = var.kept_images >= 10
    error_message = "Keep at least ten: a rollback needs its image."
  }
}
