mock_provider "aws" {
  mock_resource "aws_lb" {
    defaults = { arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/shop/1" }
  }
}

variables {
  name              = "shop-test"
  vpc_id            = "vpc-1"
  public_subnet_ids = ["subnet-1", "subnet-2"]
  certificate_arn   = "arn:aws:acm:eu-central-1:123456789012:certificate/1"
  protected         = true
}

run "plain_http_is_only_redirected" {
  command = plan

  assert {
    condition     = aws_lb_listener.redirect.default_action[0].type == "redirect" && aws_lb_listener.https.protocol == "HTTPS"
    error_message = "Requests must not be served without TLS."
  }
}

run "apps_accept_nothing_from_the_internet" {
  command = plan

  assert {
    condition = alltrue([
      aws_vpc_security_group_ingress_rule.app_to_app.cidr_ipv4 == null,
      aws_vpc_security_group_ingress_rule.from_load_balancer.cidr_ipv4 == null,
    ])
    error_message = "Only the load balancer and other apps may reach an app."
  }
}

run "no_certificate_is_refused" {
  command = plan

  variables {
    certificate_arn = ""
  }

  expect_failures = [var.certificate_arn]
}
