data "aws_iam_policy_document" "assume" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ecs-tasks.amazonaws.com"]
    }
  }
}

# What the app itself may do in AWS: what is handed in, and without that nothing.
resource "aws_iam_role" "task" {
  name               = "${local.name}-task"
  assume_role_policy = data.aws_iam_policy_document.assume.json
}

resource "aws_iam_role_policy" "task" {
  for_each = var.task_policies
  name     = each.key
  role     = aws_iam_role.task.id
  policy   = each.value
}

module "execution" {
  source        = "../execution-role"
  name          = local.name
  image         = var.image
  log_group_arn = aws_cloudwatch_log_group.this.arn
  secret_arns   = values(var.secrets)
  key_arn       = var.key_arn
}
