using System.Text;
using CsCheck;
using Serjeant.Ledger;
using Shouldly;

namespace Serjeant.Engines.Tests.Ledger;

public sealed class LedgerLeafTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 4, 9, 5, 6, 789, TimeSpan.FromHours(1));

    private static LedgerLeaf Leaf(string value = "JS/1") => new("office-1", 7, At, "person-2", "case.exhibit.added", "case", "42",
        new Dictionary<string, string> { ["label"] = value, ["Zeta"] = "", ["a.b"] = "é" },
        new Dictionary<string, string> { ["author"] = "AAAA" });

    [Fact]
    public void A_leaf_has_one_spelling_with_sorted_names_and_utc_milliseconds() =>
        Encoding.UTF8.GetString(Leaf("a\"\\\n\u0001</script>").ToBytes()).ShouldBe(
            """
            {"action":"case.exhibit.added","actor":"person-2","at":"2026-03-04T08:05:06.789Z",
            "commitments":{"author":"AAAA"},"data":{"Zeta":"","a.b":"é","label":"a\"\\\n\u0001</script>"},
            "index":7,"office":"office-1","subject":{"id":"42","type":"case"},"v":1}
            """.ReplaceLineEndings(""));

    [Fact]
    public void An_entry_by_the_program_itself_about_nothing_in_particular_is_written_with_nulls()
    {
        var bytes = (Leaf() with { Actor = null, SubjectType = null, SubjectId = null }).ToBytes();
        Encoding.UTF8.GetString(bytes).ShouldContain("\"actor\":null");
        var back = LedgerLeaf.Parse(bytes);
        (back.Actor, back.SubjectType, back.SubjectId).ShouldBe((null, null, null));
    }

    [Fact]
    public void Whatever_a_leaf_says_it_reads_back_to_the_same_bytes() =>
        Gen.Select(Gen.String, Gen.String[1, 20], Gen.Long[0, 1L << 50]).Sample((value, actor, index) =>
        {
            var bytes = (Leaf(value) with { Actor = actor, Index = index }).ToBytes();
            return LedgerLeaf.Parse(bytes).ToBytes().AsSpan().SequenceEqual(bytes);
        });

    [Fact]
    public void A_lone_surrogate_in_hostile_text_does_not_stop_the_entry() =>
        LedgerLeaf.Parse(Leaf("x\ud800y").ToBytes()).Data["label"].ShouldBe("x\ufffdy");

    [Theory]
    [InlineData("\"v\":1", "\"v\": 1")]
    [InlineData("\"v\":1", "\"v\":1.0")]
    [InlineData("\"v\":1", "\"v\":2")]
    [InlineData("\"v\":1", "\"v\":1,\"v\":1")]
    [InlineData("\"v\":1", "\"v\":1,\"w\":1")]
    [InlineData("\"v\":1}", "\"v\":1}\n")]
    [InlineData("\"index\":7", "\"index\":-7")]
    [InlineData("\"index\":7", "\"index\":\"7\"")]
    [InlineData(".789Z", ".789+00:00")]
    [InlineData("2026-03-04", "2026-13-04")]
    [InlineData("\"type\":\"case\"", "\"type\":null")]
    [InlineData("JS/1", "JS\\/1")]
    [InlineData("JS/1", "\\ud800")]
    [InlineData("\"label\":\"JS/1\"", "\"label\":[[[[1]]]]")]
    [InlineData("{\"action\"", "[\"action\"")]
    public void Any_other_spelling_is_refused(string part, string instead)
    {
        var text = Encoding.UTF8.GetString(Leaf().ToBytes());
        text.ShouldContain(part);
        Should.Throw<FormatException>(() => LedgerLeaf.Parse(Encoding.UTF8.GetBytes(text.Replace(part, instead))));
    }

    [Fact]
    public void A_flipped_bit_never_reads_back_as_the_same_leaf()
    {
        var bytes = Leaf().ToBytes();
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var flipped = bytes.ToArray();
            flipped[bit / 8] ^= (byte)(1 << bit % 8);
            try
            {
                LedgerLeaf.Parse(flipped).ToBytes().ShouldBe(flipped);
            }
            catch (FormatException)
            {
                // Refused, which is as good.
            }
        }
    }

    [Fact]
    public void A_leaf_that_makes_no_sense_is_not_written()
    {
        Should.Throw<ArgumentException>(() => (Leaf() with { Index = -1 }).ToBytes());
        Should.Throw<ArgumentException>(() => (Leaf() with { SubjectId = null }).ToBytes());
        Should.Throw<ArgumentException>(() => (Leaf() with { Action = "" }).ToBytes());
        Should.Throw<ArgumentException>(() => Leaf(new string('x', LedgerLeaf.MaxBytes)).ToBytes());
        Should.Throw<ArgumentException>(() => (Leaf() with { Data = new Dictionary<string, string> { ["a b"] = "" } }).ToBytes());
    }
}
