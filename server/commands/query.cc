#include <charconv>
#include <iostream>
#include <limits>
#include <map>
#include <memory>

#include "server/commands/commands.h"
#include "server/commands/place.h"
#include "server/query/answer_writer.h"
#include "server/query/asker.h"
#include "server/query/operation.h"
#include "server/query/paging.h"
#include "server/query/refusal.h"
#include "server/query/typed_days.h"

namespace dragoman {
namespace {

struct QueryOptions {
  explicit QueryOptions(Operation const& asked) : operation(asked), arguments(asked.arguments.size()) {}

  Operation const& operation;
  std::vector<std::string> arguments;                     // empty: not given
  std::map<std::string, std::vector<std::string>> flags;  // by the name of the parameter
  std::optional<DaySpan> days;
  std::string format;
  bool all = false;
  Place place;
};

Question question_of(QueryOptions const& options) {
  auto const& operation = options.operation;
  Question question;
  for (auto const segment : operation.path)
    question.segments.emplace_back(segment == "{}" ? std::string_view(options.arguments.front()) : segment);
  for (std::size_t i = 0; i < options.arguments.size(); ++i) {
    auto const parameter = operation.arguments[i].parameter;
    if (parameter != kPathParameter && !options.arguments[i].empty())
      question.params.emplace_back(parameter, options.arguments[i]);
  }
  for (auto const& [parameter, values] : options.flags)
    for (auto const& value : values) question.params.emplace_back(parameter, value);
  if (options.days) {
    question.params.emplace_back(operation.first_day, to_string(options.days->first));
    question.params.emplace_back(operation.last_day, to_string(options.days->last));
  }
  constexpr auto kLongestPage = "1000";
  if (options.all && !options.flags.contains("limit")) question.params.emplace_back("limit", kLongestPage);
  return question;
}

AnswerFormat format_of(std::string const& name, Terminal const& terminal) {
  if (name.empty()) return terminal.is_terminal ? AnswerFormat::kTable : AnswerFormat::kJson;
  if (name == "csv") return AnswerFormat::kCsv;
  return name == "json" ? AnswerFormat::kJson : AnswerFormat::kTable;
}

/// How many entries are wanted; the API knows what is not a number.
std::size_t most_entries(QueryOptions const& options) {
  constexpr std::size_t kUnlessGiven = 50;
  auto const given = options.flags.find("limit");
  if (options.all) return std::numeric_limits<std::size_t>::max();
  if (given == options.flags.end()) return kUnlessGiven;
  std::size_t most = 0;
  auto const& text = given->second.front();
  std::from_chars(text.data(), text.data() + text.size(), most);
  return most;
}

Result<std::unique_ptr<Asker>> make_asker(Place const& place) {
  if (!place.data.empty()) return make_local_asker(place.data);
  auto server = server_of(place);
  if (!server) return server.error();
  return make_remote_asker(std::move(*server));
}

int query(QueryOptions const& options) {
  std::ios::sync_with_stdio(false);
  auto asker = make_asker(options.place);
  if (!asker) return fail(asker.error());
  auto const terminal = standard_output();
  Asked asked{options.operation, {}, question_of(options)};
  for (auto const& argument : options.arguments)
    if (!argument.empty()) asked.arguments.push_back(argument);
  std::unique_ptr<AnswerWriter> writer;
  auto const take = [&](boost::json::object const& answer) -> Result<std::size_t> {
    // Not before there is an answer: a refusal leaves standard output empty.
    if (!writer)
      writer = make_answer_writer(format_of(options.format, terminal), options.operation.shape(), terminal, std::cout);
    auto const entries = writer->add(answer);
    if (!std::cout) return Error{ErrorCode::kNoSpace, "Cannot write to standard output."};
    return entries;
  };
  auto const asking = ask_pages(**asker, asked.question, most_entries(options), take);
  if (!asking) return fail(asking.error());
  if (asking->refusal) {
    std::cout.flush();
    return explain_refusal(asked, *asking->refusal, **asker, terminal.columns, std::cerr);
  }
  writer->finish();
  if (!std::cout.flush()) return fail({ErrorCode::kNoSpace, "Cannot write to standard output."});
  if (asking->more && !options.flags.contains("limit"))
    std::cerr << "dragoman: There are more: --limit N shows up to 1000, --all shows all.\n";
  return kExitDone;
}

void add_filter_flags(CLI::App& command, QueryOptions& options) {
  auto const& operation = options.operation;
  for (auto const& parameter : operation.parameters) {
    if (!has_flag(operation, parameter.name)) continue;
    auto const help = help_of(parameter.name).value_or(ParameterHelp{"VALUE", "See the documentation of the API"});
    auto const name = std::string(parameter.name);
    command
        .add_option_function<std::vector<std::string>>(
            flag_of(operation, name),
            [&options, name](std::vector<std::string> const& values) { options.flags[name] = values; },
            std::string(help.help))
        ->type_name(std::string(help.type_name))
        ->expected(1)
        ->multi_option_policy(parameter.repeatable ? CLI::MultiOptionPolicy::TakeAll : CLI::MultiOptionPolicy::Throw)
        ->allow_extra_args(false);
  }
}

void add_days_flag(CLI::App& command, QueryOptions& options) {
  auto const read = [&options](std::string const& text) {
    options.days = parse_typed_days(text);
    if (!options.days)
      throw CLI::ValidationError("--in", "'" + text + "' is not a year, month or day, such as 2023, 2023-10, " +
                                             "\"October 2023\" or 2023-10-19.");
  };
  command.add_option_function<std::string>("--in", read, "A year, month or day in place of --from and --to")
      ->type_name("PERIOD")
      ->excludes("--from")
      ->excludes("--to");
}

std::string examples_of(Operation const& operation) {
  std::string text = "Examples:";
  for (auto const example : operation.examples) text.append("\n  dragoman query ").append(example);
  return text;
}

void add_operation(CLI::App& query_command, Operation const& operation, int& exit_code) {
  auto const options = std::make_shared<QueryOptions>(operation);
  auto* const command = query_command.add_subcommand(std::string(operation.name), std::string(operation.help));
  for (std::size_t i = 0; i < operation.arguments.size(); ++i) {
    auto const& argument = operation.arguments[i];
    auto const not_blank = [](std::string const& text) {
      return text.find_first_not_of(" \t") == std::string::npos ? std::string("it must not be empty") : std::string();
    };
    command->add_option(std::string(argument.label), options->arguments[i], std::string(argument.help))
        ->required(argument.is_required)
        ->check(not_blank);
  }
  add_filter_flags(*command, *options);
  if (takes(operation, operation.first_day)) add_days_flag(*command, *options);
  if (takes(operation, "cursor")) command->add_flag("--all", options->all, "Every page, not the first only");
  command->add_option("--format", options->format, "table on a terminal, else json: one entry a line")
      ->check(CLI::IsMember({"table", "json", "csv"}));
  add_place_flags(*command, options->place);
  command->footer(examples_of(operation));
  command->callback([options, &exit_code] { exit_code = query(*options); });
}

}  // namespace

void add_query_command(CLI::App& app, int& exit_code) {
  auto* const command = app.add_subcommand("query", "Ask a server or a database: who met whom, when, and who says so");
  command->require_subcommand(1);
  std::string examples = "Examples:";
  for (auto const& operation : query_operations()) {
    add_operation(*command, operation, exit_code);
    examples.append("\n  dragoman query ").append(operation.examples.front());
  }
  command->footer(examples);
}

}  // namespace dragoman
