//! Every `@example` of the trait fits what it is an example of.

traitwire::service_tests!(tasks_api::Tasks);
