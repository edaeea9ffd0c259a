// A table of actors, to be joined with one of events.

#include "api/export/formats.h"
#include "api/export/table_row.h"

namespace dragoman {

std::vector<Part> actor_table(ExportScope const& scope) {
  return {text_part(header_row("id,name,kind,country,aliases,events", ',')),
          actors_part(scope, [graph = scope.view.graph](std::string& out, ActorId id, Actor const& actor) {
            TableRow(out, ',')
                .cell(actor.slug)
                .cell(actor.name)
                .cell(to_string(actor.kind))
                .cell(actor.country)
                .cell(actor.aliases)
                .cell(graph->degree(id))
                .end();
          })};
}

}  // namespace dragoman
