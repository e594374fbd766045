locals {
  name = "${var.environment_name}-${var.app}"
}

resource "aws_cloudwatch_log_group" "this" {
  name              = "/aws/lambda/${local.name}"
  retention_in_days = var.log_days
  kms_key_id        = var.key_arn
}

# Which code runs is decided by infra/release-functions.ts; the package here is only the first one.
resource "aws_lambda_function" "this" {
  function_name    = local.name
  role             = aws_iam_role.this.arn
  runtime          = "nodejs22.x"
  architectures    = ["arm64"]
  handler          = "main.handler"
  filename         = var.package
  source_code_hash = fileexists(var.package) ? filebase64sha256(var.package) : null
  memory_size      = var.memory
  kms_key_arn      = var.key_arn
  timeout          = var.timeout
  publish          = true

  # A limit of its own keeps one function from starving the others, and the database from drowning.
  reserved_concurrent_executions = var.max_concurrency

  environment {
    variables = merge(var.environment, {
      for key, arn in var.secrets : "${key}_SECRET_ARN" => arn
    })
  }

  tracing_config {
    mode = "PassThrough"
  }

  dynamic "vpc_config" {
    for_each = length(var.subnet_ids) > 0 ? [1] : []
    content {
      subnet_ids         = var.subnet_ids
      security_group_ids = var.security_group_ids
    }
  }

  depends_on = [aws_cloudwatch_log_group.this, aws_iam_role_policy.this]

  lifecycle {
    ignore_changes = [filename, source_code_hash]
  }
}

# All that calls the function calls this name. Releases lead it to a new version, by and by, and back.
resource "aws_lambda_alias" "live" {
  name             = "live"
  description      = "What runs"
  function_name    = aws_lambda_function.this.function_name
  function_version = aws_lambda_function.this.version

  lifecycle {
    ignore_changes = [function_version, routing_config]
  }
}
