#pragma once
// What `dragoman query` can ask: the operations of the API that a person asks, under short names.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/params.h"
#include "server/query/answer_shape.h"

namespace dragoman {

/// What the API calls the one in the path, in place of "{}".
inline constexpr std::string_view kPathParameter = "id";

/// A word of the command line that is no flag.
struct Argument {
  std::string_view label;      // "ACTOR"
  std::string_view parameter;  // of the API
  std::string_view help;
  bool is_required = true;
  bool is_actor = true;
};

struct Operation {
  std::string_view name;  // "met"
  std::string_view help;
  std::vector<std::string_view> path;
  std::vector<Argument> arguments;
  std::span<Parameter const> parameters;  // all but arguments and cursor are flags
  AnswerShape (*shape)();
  std::vector<std::string_view> examples;  // what follows "dragoman query"
  // The parameters that --from and --to stand for.
  std::string_view first_day = "from";
  std::string_view last_day = "to";
};

std::span<Operation const> query_operations();

bool takes(Operation const& operation, std::string_view parameter);
/// Whether the parameter has a flag of its own.
bool has_flag(Operation const& operation, std::string_view parameter);
/// "--min-evidence" of "min_evidence".
std::string flag_of(Operation const& operation, std::string_view parameter);
/// What the words of the command line call it: a flag or the label of an argument.
std::string word_for(Operation const& operation, std::string_view parameter);

/// How the help speaks of a parameter; nothing for one that it does not know.
struct ParameterHelp {
  std::string_view type_name;
  std::string_view help;
};
std::optional<ParameterHelp> help_of(std::string_view parameter);

}  // namespace dragoman
