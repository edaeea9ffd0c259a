#include <algorithm>
#include <exception>
#include <functional>
#include <iostream>
#include <list>
#include <memory>
#include <utility>
#include <vector>

#include <boost/url/url.hpp>

#include "api/api.h"
#include "api/export/export_params.h"
#include "server/commands/commands.h"
#include "server/commands/place.h"
#include "server/knowledge.h"
#include "server/output_file.h"
#include "server/problem_detail.h"
#include "server/remote_download.h"

namespace dragoman {
namespace {

struct ExportOptions {
  Place place;
  std::string file;
  std::list<std::pair<std::string, std::vector<std::string>>> given;  // parameter, values; flags point into it
};

ParamList params_of(ExportOptions const& options) {
  ParamList params;
  for (auto const& [name, values] : options.given) {
    for (auto const& value : values) params.emplace_back(name, value);
  }
  return params;
}

/// One piece after the other goes to `output`; `next` gives an empty one at the end.
Result<void> copy_all(std::function<Result<std::string_view>()> const& next, OutputFile& output) {
  while (true) {
    auto const piece = next();
    if (!piece) return piece.error();
    if (piece->empty()) return output.finish();
    if (auto const written = output.write(*piece); !written) return written;
  }
}

Result<void> export_from_server(ExportOptions const& options) {
  auto server = server_of(options.place);
  if (!server) return server.error();
  boost::urls::url target("/v1/export");
  for (auto const& [name, value] : params_of(options)) target.params().append({name, value});
  RemoteDownload download(std::move(*server), std::string(target.buffer()));
  if (auto const begun = download.begin(); !begun) return begun;
  auto output = OutputFile::begin(options.file);
  if (!output) return output.error();
  return copy_all([&] { return download.next(); }, *output);
}

/// What the API says when it does not do what was asked.
Error refusal(Response const& response) {
  auto const detail = problem_detail(response.body);
  return invalid_argument(!detail.empty() ? detail
                                          : "The export was refused: " + std::to_string(response.status) + ".");
}

Result<void> export_from_database(ExportOptions const& options) {
  auto const knowledge = open_existing_knowledge(options.place.data);
  if (!knowledge) return knowledge.error();
  auto const api = make_api(**knowledge, {});
  auto const response = api->handle({.method = "GET",
                                     .target = "/v1/export",
                                     .segments = {"v1", "export"},
                                     .params = params_of(options),
                                     .content_type = {},
                                     .content_encoding = {},
                                     .accept = {},
                                     .id = "export"});
  if (response.status != 200) return refusal(response);
  auto output = OutputFile::begin(options.file);
  if (!output) return output.error();
  std::string piece;
  auto const next = [&]() -> Result<std::string_view> {
    try {
      piece = response.stream();
    } catch (std::exception const& exception) {
      return Error{ErrorCode::kInternal, "The export broke off: " + std::string(exception.what())};
    }
    return std::string_view(piece);
  };
  return copy_all(next, *output);
}

int run_export(ExportOptions const& options) {
  auto const done = options.place.data.empty() ? export_from_server(options) : export_from_database(options);
  return done ? kExitDone : fail(done.error());
}

std::string_view meaning_of(std::string_view parameter) {
  constexpr std::pair<std::string_view, std::string_view> kMeanings[] = {
      {"type", "Events of these types: meeting,visit and so on; any is all of them"},
      {"status", "With this status: happened, planned, denied, hypothetical, any"},
      {"from", "Whose date is not before this day (2023-10-19)"},
      {"to", "Whose date is not after this day"},
      {"min_evidence", "Told by at least so many sentences"},
      {"actor", "In which this actor takes part (id, name or alias)"},
      {"with", "In which this one takes part too"},
      {"country", "In which this actor, or somebody who belongs to it, takes part"},
      {"publisher", "Told by this publisher"},
      {"text", "With these words in a sentence of evidence"},
      {"what", "events (the default), articles or actors"},
      {"format",
       "ndjson (the default), csv, icews, polecat, graphml, gexf, neo4j-actors, neo4j-events, neo4j-participations, "
       "jsonld"},
  };
  for (auto const& [name, meaning] : kMeanings)
    if (name == parameter) return meaning;
  return "As this parameter of GET /v1/export";
}

/// The flags are the parameters of the API, so that none is missing here.
void add_parameter_flag(CLI::App& command, ExportOptions& options, Parameter const& parameter) {
  auto& [name, values] = options.given.emplace_back(std::string(parameter.name), std::vector<std::string>());
  auto flag = "--" + name;
  std::replace(flag.begin(), flag.end(), '_', '-');
  auto* const option = command.add_option(flag, values, std::string(meaning_of(name)))->allow_extra_args(false);
  if (!parameter.repeatable) option->expected(1);
}

}  // namespace

void add_export_command(CLI::App& app, int& exit_code) {
  auto const options = std::make_shared<ExportOptions>();
  auto* const command = app.add_subcommand("export", "Write events, articles or actors to a file, in many formats");
  for (auto const& parameter : export_parameters()) add_parameter_flag(*command, *options, parameter);
  command->add_option("-o,--output", options->file, "The file, replaced once all is written; else standard output")
      ->type_name("FILE");
  add_place_flags(*command, options->place);
  command->footer(
      "Examples:\n"
      "  dragoman export --type meeting --from 2023-01-01 --format csv -o meetings.csv\n"
      "  dragoman export --actor 'Sergei Lavrov' --format gexf -o lavrov.gexf\n"
      "  dragoman export --what articles --data /var/lib/dragoman | gzip > articles.ndjson.gz");
  command->callback([options, &exit_code] { exit_code = run_export(*options); });
}

}  // namespace dragoman
