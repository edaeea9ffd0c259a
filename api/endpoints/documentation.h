#pragma once
// The OpenAPI document, the page that shows it, and what pages load.

#include "api/endpoints/call.h"

namespace dragoman {

Response get_openapi(Call const& call);
Response get_docs(Call const& call);
/// `call.id` is the name of a file under /assets/.
Response get_asset(Call const& call);

}  // namespace dragoman
