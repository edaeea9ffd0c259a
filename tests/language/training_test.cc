#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>

#include "coder/language/language.h"
#include "coder/train/evaluate.h"
#include "coder/train/mentions.h"
#include "coder/train/trainer.h"
#include "shipped.h"

namespace dragoman::train {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr auto kTreebank = DRAGOMAN_SOURCE_DIR "/tests/language/tiny.conllu";

class Training : public testing::Test {
 protected:
  std::string write(std::string_view content) {
    auto const path = folder_ / std::to_string(files_++);
    std::ofstream(path, std::ios::binary) << content;
    return path.string();
  }
  void SetUp() override { std::filesystem::create_directories(folder_); }
  void TearDown() override { std::filesystem::remove_all(folder_); }

 private:
  std::filesystem::path folder_ =
      std::filesystem::path(testing::TempDir()) /
      (std::string("dragoman_training_") + testing::UnitTest::GetInstance()->current_test_info()->name());
  int files_ = 0;
};

TEST_F(Training, LearnsATinyTreebankByHeart) {
  auto examples = read_conllu(kTreebank).value();
  ASSERT_EQ(examples.size(), 4U);
  auto const names =
      read_entities(write("Anna\tB-PER\nvisited\tO\nOslo\tB-LOC\n.\tO\n\nThe\tO\nenvoy\tO\nmet\tO\nAnna\tB-PER\n"))
          .value();
  examples.insert(examples.end(), names.begin(), names.end());
  auto const vectors = read_vectors(write(R"({"dimensions": 3, "words": ["the", "met", "nowhere"],
                             "vectors": {"met": [0.5, -1, 2, 9.5, 1], "the": [1, 0, 0.25, 9.5, 0]}})"))
                           .value();
  ASSERT_THAT(vectors.words, ElementsAre("the", "met"));
  TrainOptions options;
  options.shape = {32, 32, 2, 32, 32};
  options.epochs = 120;
  options.batch_tokens = 12;
  options.dropout = {0.1F, 0.1F, 0.1F, 0.0F, 0.0F};
  double first_loss = 0.0;
  double last_loss = 0.0;
  auto const progress = [&](std::size_t epoch, Losses const& losses, auto const&) {
    (epoch == 1 ? first_loss : last_loss) = losses.arc;
  };
  auto const bytes = train_model(examples, vectors, options, progress);
  EXPECT_LT(last_loss, first_loss / 4);

  auto const model = LanguageModel::read(bytes).value();
  auto const scores = score_trees(model, examples);
  EXPECT_EQ(scores.tokens, 21U);
  EXPECT_EQ(scores.labelled, scores.tokens);
  EXPECT_EQ(scores.tags, scores.tokens);
  EXPECT_EQ(scores.lemmas, scores.tokens);
  EXPECT_EQ(score_entities(model, examples).all.f1(), 1.0);
  EXPECT_EQ(score_cuts(examples).tokens.f1(), 1.0);

  auto const language = Language::load(bytes).value();
  auto const sentences = language->analyse("The envoy met Anna.");
  ASSERT_EQ(sentences.size(), 1U);
  EXPECT_EQ(sentences[0].tokens[1].rel, Rel::kNsubj);
  EXPECT_EQ(sentences[0].tokens[2].lemma, "meet");

  EXPECT_EQ(train_model(examples, vectors, options, progress), bytes) << "the same again";
}

TEST_F(Training, ReadsTreebanks) {
  auto const examples = read_conllu(kTreebank).value();
  auto const& third = examples[2].gold;
  EXPECT_EQ(third.tokens[4].rel, Rel::kObl) << "an unknown subtype";
  EXPECT_EQ(third.tokens[4].head, 2);
  EXPECT_EQ(examples[3].gold.tokens.size(), 5U) << "the line of the multiword token is no token";
  EXPECT_EQ(examples[0].text, "The minister met the envoy.");
}

TEST_F(Training, NamesTheLineOfAFault) {
  auto const fault = [this](std::string_view content) {
    auto const read = read_conllu(write(content));
    return read ? std::string() : read.error().message;
  };
  EXPECT_THAT(fault("1\ta\ta\tX\tNN\t_\t0\troot\t_\t_\n2\tb\n"), HasSubstr(":2: a token line has 10 fields"));
  EXPECT_THAT(fault("1\ta\ta\tX\tNOPE\t_\t0\troot\t_\t_\n"), HasSubstr(":1: unknown tag NOPE"));
  EXPECT_THAT(fault("1\ta\ta\tX\tNN\t_\t0\tnope\t_\t_\n"), HasSubstr(":1: unknown relation nope"));
  EXPECT_THAT(fault("1\ta\ta\tX\tNN\t_\tx\troot\t_\t_\n"), HasSubstr(":1: the head is not a number"));
  EXPECT_THAT(fault("1\ta\ta\tX\tNN\t_\t2\tdep\t_\t_\n2\tb\tb\tX\tNN\t_\t1\tdep\t_\t_\n\n"), HasSubstr("not a tree"));
  EXPECT_THAT(fault("1\ta\ta\tX\tNN\t_\t7\tdep\t_\t_\n"), HasSubstr("not a tree"));
  EXPECT_THAT(read_conllu("/nowhere.conllu").error().message, HasSubstr("cannot be opened"));
  EXPECT_THAT(read_vectors(write("{\"words\": [")).error().message, HasSubstr("incomplete"));
  EXPECT_THAT(read_vectors(write("{}")).error().message, HasSubstr("no word vectors"));
}

std::string entities(Sentence const& sentence) {
  std::string text;
  for (auto const& token : sentence.tokens) text += std::string(to_string(token.entity)) + ' ';
  return text;
}

TEST_F(Training, ReadsSchemesOfEntities) {
  auto const iob1 = read_entities(write("The O\nMad I-ORG\nMarkets I-ORG\nRome B-LOC\nOslo I-LOC\n")).value();
  EXPECT_EQ(entities(iob1.at(0).gold), "O B-ORG I-ORG B-LOC I-LOC ");
  auto const numbered = read_entities(write("# sent_id = 1\n1\tOslo\tB-LOC\t-\tx\n2\tfell\tO\t-\t-\n")).value();
  EXPECT_EQ(entities(numbered.at(0).gold), "B-LOC O ");
  auto const mentions = read_entities(write("The\tB-Person\nForeign\tI-Person\nSecretary\tI-Person\nBoris\tI-Person\n"
                                            "Johnson\tI-Person\nmet\tO\nthe\tB-Organisation\nUN\tI-Organisation\n"
                                            "and\tO\nhe\tB-Person\nleft\tO\n"))
                            .value();
  EXPECT_EQ(entities(mentions.at(0).gold), "O O O B-PER I-PER O O B-ORG O O O ");
}

TEST_F(Training, FindsNamesInNestedMentions) {
  auto sentence = read_conllu(kTreebank).value()[1].gold;
  mark_named_mentions({"(1-person-new", "", "(2-place-giv)1)", ""}, sentence);
  EXPECT_EQ(entities(sentence), "O O B-LOC O ");
  sentence = read_conllu(kTreebank).value()[1].gold;
  mark_named_mentions({"(1-person-new)", "(3-event-x)", "(2-place-giv)", ""}, sentence);
  EXPECT_EQ(entities(sentence), "B-PER O B-LOC O ");
}

TEST_F(Training, PlacesAreSettledByMajority) {
  auto examples = read_entities(write("Iran\tB-LOC\n\nIran\tB-LOC\n\nIran\tB-ORG\nNATO\tB-ORG\n")).value();
  agree_on_places(examples);
  EXPECT_EQ(entities(examples.at(2).gold), "B-LOC B-ORG ");
}

}  // namespace
}  // namespace dragoman::train
