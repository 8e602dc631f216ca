using CsCheck;
using Serjeant.Moderation;
using Serjeant.Moderation.Model;
using Shouldly;
using Xunit;
using Hash = Serjeant.Moderation.Model.Hash;

namespace Serjeant.Engines.Tests.Moderation;

public sealed class MessageModelTests
{
    private static readonly byte[] Bytes = Shipped.ModelBytes;

    [Fact]
    public void The_model_is_small_enough_to_ship() => Bytes.Length.ShouldBeLessThanOrEqualTo(12 * 1024 * 1024);

    [Fact]
    public void What_is_read_is_written_again_byte_for_byte() => MessageModel.Load("test", Bytes).ToBytes().ShouldBe(Bytes);

    [Fact]
    public void A_cut_file_a_changed_one_and_another_kind_of_file_are_told_apart_from_a_model()
    {
        var changed = (byte[])Bytes.Clone();
        changed[^100] ^= 1;
        var newer = (byte[])Bytes.Clone();
        newer[4]++;
        Refused(Bytes[..^1]).ShouldContain("checksum");
        Refused(changed).ShouldContain("checksum");
        Refused(newer).ShouldContain("version");
        Refused([1, 2, 3]).ShouldContain("no model");
        Refused(new byte[1000]).ShouldContain("no model");
    }

    [Fact]
    public void Any_text_has_valid_spans_scores_within_bounds_and_the_same_verdict_twice()
    {
        var samples = Shipped.Samples;
        string[] noise = ["\u202E", "\uD83D", "\0", "“", "🔪", "é", "#KillAll", "\n", "@someone", "k1ll", "f**k"];
        var piece = Gen.OneOf(Gen.Int[0, samples.Count - 1].Select(i => samples[i]), Gen.String[0, 12], Gen.Int[0, noise.Length - 1].Select(i => noise[i]));
        piece.Array[0, 6].Select(parts => string.Concat(parts)).Sample(text =>
        {
            var verdict = Shipped.Ensemble.Judge(text);
            verdict.Findings.ShouldAllBe(f => f.Start >= 0 && f.Length > 0 && f.Start + f.Length <= text.Length);
            double[] scores = [verdict.Score, verdict.Scores!.Hate, verdict.Scores.Threat, verdict.Scores.Harassment, verdict.Scores.Incivility, verdict.Scores.Spam];
            scores.ShouldAllBe(s => s >= 0 && s <= 1);
            var again = Shipped.Ensemble.Judge(new string(text));
            again.Scores.ShouldBe(verdict.Scores);
            again.Findings.ShouldBe(verdict.Findings);
        }, iter: 1000);
    }

    [Fact]
    public void A_verdict_is_the_same_whatever_was_read_before_it()
    {
        // New words go through the filters one, two or four together: which of them depends on what came before.
        var texts = Shipped.Samples.Take(600).Concat(["zorblat", "zorblat quendix", "zorblat quendix fropple", "zorblat quendix fropple marn gish", "gish marn"]).ToList();
        var onward = new Ensemble(Shipped.Judge, MessageModel.Load("m", Bytes));
        var backward = new Ensemble(Shipped.Judge, MessageModel.Load("m", Bytes));
        var first = texts.Select(t => onward.Judge(t).Scores).ToList();
        var second = texts.AsEnumerable().Reverse().Select(t => backward.Judge(t).Scores).Reverse().ToList();
        second.ShouldBe(first);
    }

    [Fact]
    public void Words_that_share_a_hash_are_told_apart_whichever_came_first()
    {
        var model = MessageModel.Load("m", Bytes);
        var byHash = new Dictionary<uint, string>();
        var pairs = new List<(string, string)>();
        for (var i = 0; pairs.Count < 20; i++)
        {
            var word = string.Create(8, i, (letters, n) =>
            {
                for (var k = 0; k < letters.Length; k++)
                {
                    var from = k % 2 == 0 ? "bdfgklmnprstvz" : "aeiou";
                    (letters[k], n) = (from[n % from.Length], n / from.Length);
                }
            });
            if (!byHash.TryAdd(Hash.Of(word), word)) pairs.Add((byHash[Hash.Of(word)], word));
        }
        var differ = 0;
        foreach (var (one, other) in pairs)
        {
            var alone = new Ensemble(Shipped.Judge, model).Judge(In(other)).Scores;
            var judge = new Ensemble(Shipped.Judge, model);
            if (judge.Judge(In(one)).Scores != alone) differ++;
            judge.Judge(In(other)).Scores.ShouldBe(alone);
        }
        differ.ShouldBePositive("words that read alike show nothing");

        static string In(string word) => $"I think that all of you are {word} and should be told so at once";
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \0\uD83D ")]
    public void A_message_without_words_is_nothing(string text) => Shipped.Ensemble.Judge(text).Abuse.ShouldBeFalse();

    [Fact]
    public void A_threat_under_a_megabyte_of_civil_words_is_still_found()
    {
        var text = string.Concat(Enumerable.Repeat("Thank you for your letter about the bus to the village. ", 18_000)) + "I will kill you.";
        Shipped.Ensemble.Judge(text).Findings.ShouldContain(f => f.Category == Category.Threat);
    }

    private static string Refused(byte[] bytes) => Should.Throw<SourceFileException>(() => MessageModel.Load("m", bytes)).Message;
}
