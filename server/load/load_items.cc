#include "server/load/load_items.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include <boost/json.hpp>

#include "api/article_table.h"
#include "api/coded_events/table_layout.h"
#include "api/item_splitter.h"
#include "api/text_check.h"
#include "server/load/xml_articles.h"

namespace dragoman {
namespace {

// More than a server takes for one article unless it is told to.
constexpr std::size_t kMostBytes = std::size_t{64} << 20U;

std::string too_long() { return "Longer than the " + std::to_string(kMostBytes) + " bytes allowed."; }

/// JSON has line breaks between its tokens only.
std::string on_one_line(std::string_view json) {
  std::string line(json);
  std::ranges::replace_if(
      line, [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return line;
}

class ItemReader {
 public:
  ItemReader(LoadFile const& file, InputFile& input, LoadForms const& forms, TakeItem const& take)
      : file_(file), input_(input), forms_(forms), take_(take) {}

  Result<void> read() {
    auto head = input_.read();
    if (!head) return head.error();
    if (has_extension(file_.path, ".txt")) return read_text(std::move(*head));
    auto const format = detect_format(*head);
    if (auto const kind = table_kind(*head, format)) return read_table(*kind, std::move(*head));
    if (looks_like_xml(*head)) return read_xml(std::move(*head));
    kind_.events = forms_.events;
    if (format == ArticleFormat::kObject) return read_object(std::move(*head));
    bool const lines = format != ArticleFormat::kArray;
    auto const splitter = lines ? make_line_splitter(kMostBytes) : make_array_splitter(kMostBytes);
    return split(*splitter, std::move(*head), [&](Item const& item) {
      auto const text = lines ? std::string() : on_one_line(item.text);
      give({item.number, lines, lines ? item.text : text, item.too_long ? too_long() : std::string()});
    });
  }

 private:
  void give(LoadItem const& item) { open_ = open_ && take_(kind_, item); }

  /// Splits what is left of the file.
  Result<void> split(ItemSplitter& splitter, std::string piece, ItemSink const& sink) {
    bool well_formed = true;
    while (well_formed && open_ && !piece.empty()) {
      well_formed = splitter.feed(piece, sink);
      auto next = input_.read();
      if (!next) return next.error();
      piece = std::move(*next);
    }
    if (well_formed && open_) well_formed = splitter.finish(sink);
    if (!well_formed) give({0, false, {}, splitter.broken()});
    return {};
  }

  static bool looks_like_xml(std::string_view head) {
    auto const begin = head.find_first_not_of("\xEF\xBB\xBF \t\r\n");
    constexpr std::string_view kUtf16[] = {"\xFF\xFE<", "\xFE\xFF"};
    return (begin != head.npos && head[begin] == '<') || head.starts_with(kUtf16[0]) || head.starts_with(kUtf16[1]);
  }

  static std::string first_record(std::string_view head, char delimiter) {
    std::string record;
    bool first = true;
    ItemSink const sink = [&](Item const& item) {
      if (std::exchange(first, false)) record = item.text;
    };
    auto const splitter = make_record_splitter(kMostBytes, delimiter);
    splitter->feed(head, sink);
    splitter->finish(sink);
    return record;
  }

  /// Nothing when the file is no table. A table is one of articles when its header has a column for their text.
  std::optional<LoadKind> table_kind(std::string_view head, ArticleFormat format) const {
    bool const csv = has_extension(file_.path, ".csv");
    bool const tabs = format == ArticleFormat::kTabs || has_extension(file_.path, ".tsv");
    auto const begin = head.find_first_not_of("\xEF\xBB\xBF \t\r\n");
    if (begin == head.npos || (!csv && !tabs && (format != ArticleFormat::kLines || head[begin] == '{'))) return {};
    char const delimiter = tabs && !csv ? '\t' : ',';
    LoadKind kind{.format = delimiter == '\t' ? ArticleFormat::kTabs : ArticleFormat::kCommas};
    auto const record = first_record(head, delimiter);
    auto const renamed = forms_.fields.empty() ? record : forms_.fields.renamed_header(record, delimiter);
    if (!forms_.events && ArticleTable::from_header(renamed, delimiter)) {
      kind.header = record;
      kind.sent_header = renamed;
      return kind;
    }
    auto const layout = TableLayout::detect(renamed, delimiter);
    if (!csv && !tabs && !(layout && layout->has_header) && !forms_.events) return {};
    // Text without a header may hold anything: only the tabs say that these are events.
    kind.events = forms_.events || delimiter == '\t' || (layout && layout->has_header);
    if (!layout || layout->has_header) {
      kind.header = record;
      kind.sent_header = renamed;
    }
    return kind;
  }

  Result<void> read_table(LoadKind const& kind, std::string head) {
    kind_ = kind;
    char const delimiter = kind.format == ArticleFormat::kTabs ? '\t' : ',';
    if (auto const wrong = header_fault(delimiter); !wrong.empty()) {
      give({1, true, kind.header, wrong});
      return {};
    }
    // A record of coded events is one line.
    auto const splitter = kind.events ? make_line_splitter(kMostBytes) : make_record_splitter(kMostBytes, delimiter);
    return split(*splitter, std::move(head), [&, first = true](Item const& item) mutable {
      if (std::exchange(first, false) && !kind_.header.empty()) return;
      give({item.number, true, item.text, item.too_long ? too_long() : std::string()});
    });
  }

  std::string header_fault(char delimiter) const {
    auto const& header = kind_.sent_header;
    if (header.empty()) return {};
    if (kind_.events) {
      auto const layout = TableLayout::detect(header, delimiter);
      return layout ? std::string() : layout.error().detail;
    }
    auto const table = ArticleTable::from_header(header, delimiter);
    return table ? std::string() : table.error().detail;
  }

  Result<void> read_object(std::string head) {
    auto whole = read_whole(std::move(head));
    if (!whole) return whole.error();
    give({1, false, on_one_line(*whole), {}});
    return {};
  }

  Result<void> read_text(std::string head) {
    auto whole = read_whole(std::move(head));
    if (!whole) return whole.error();
    if (auto const bad = invalid_utf8_at(*whole)) {
      give({1, false, {}, "Byte " + std::to_string(*bad + 1) + " is not valid UTF-8."});
      return {};
    }
    boost::json::object article{{"id", file_.id}, {"text", *whole}};
    give_article(std::move(article), 1);
    return {};
  }

  Result<void> read_xml(std::string head) {
    auto whole = read_whole(std::move(head));
    if (!whole) return whole.error();
    auto articles = read_xml_articles(*whole);
    if (!articles) {
      give({0, false, {}, articles.error().message});
      return {};
    }
    std::size_t number = 0;
    for (auto& article : *articles) {
      if (!open_) break;
      give_article(std::move(article), ++number);
    }
    return {};
  }

  /// What the file does not say is what the user says.
  void give_article(boost::json::object article, std::size_t number) {
    if (!forms_.published.empty() && !article.contains("published")) article["published"] = forms_.published;
    if (!forms_.publisher.empty() && !article.contains("publisher")) article["publisher"] = forms_.publisher;
    give({number, false, boost::json::serialize(article), {}});
  }

  Result<std::string> read_whole(std::string text) {
    while (true) {
      auto piece = input_.read();
      if (!piece || piece->empty()) return piece ? Result<std::string>(std::move(text)) : piece;
      text += *piece;
      if (text.size() > kMostBytes) return invalid_argument(file_.name + ": " + too_long());
    }
  }

  LoadFile const& file_;
  InputFile& input_;
  LoadForms const& forms_;
  TakeItem const& take_;
  LoadKind kind_;
  bool open_ = true;
};

}  // namespace

Result<void> read_load_items(LoadFile const& file, InputFile& input, LoadForms const& forms, TakeItem const& take) {
  return ItemReader(file, input, forms, take).read();
}

}  // namespace dragoman
