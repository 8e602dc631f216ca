using System.Globalization;
using Serjeant.Lab.Near;
using Serjeant.Text.Near;
using Shouldly;

namespace Serjeant.Engines.Tests.Text.Near;

public sealed class NearIndexTests
{
    private static readonly NearKey Key = new(11, 22);

    [Theory]
    [InlineData(1)]
    [InlineData(20_260_301)]
    public void Copies_find_their_group_and_twins_do_not(int seed)
    {
        var figures = NearFigures.Measure(new NearSample(seed).Make(20_000), new NearIndex(50_000), Key);

        figures.Copies.ShouldBeGreaterThan(5_000);
        figures.Precision.ShouldBeGreaterThanOrEqualTo(0.99);
        figures.Recall.ShouldBeGreaterThanOrEqualTo(0.95);
    }

    [Fact]
    public void The_sample_has_twins_in_it_that_would_be_taken_for_copies_by_words_shared()
    {
        var lines = new NearSample(3).Make(5_000).ToList();

        lines.Count(l => l.IsTwin).ShouldBeGreaterThan(300);
        new NearSample(3).Make(5_000).ShouldBe(lines);
    }

    [Fact]
    public void It_never_holds_more_than_its_capacity_and_the_newest_are_found()
    {
        var index = new NearIndex(4096);
        for (var i = 0; i < 20_000; i++)
            index.Add(Text(i), i, i, 0);

        index.Count.ShouldBeLessThanOrEqualTo(4096);
        index.Count.ShouldBeGreaterThan(2048);
        Found(index, Text(19_999), 0).ShouldContain(19_999);
        Found(index, Text(5), 0).ShouldNotContain(5);
    }

    [Fact]
    public void Another_kind_is_not_found()
    {
        var index = new NearIndex(4096);
        index.Add(Text(1), 7, 1, kind: 1);

        Found(index, Text(1), 0).ShouldBeEmpty();
        Found(index, Text(1), 1).ShouldBe([7]);
    }

    [Fact]
    public void A_bucket_that_somebody_crowded_still_answers_with_a_few()
    {
        var index = new NearIndex(100_000);
        for (var i = 0; i < 50_000; i++)
            index.Add(NearText.Of("the same nine words stand here again and again", Key)!, i, i, 0);

        Found(index, NearText.Of("the same nine words stand here again and again", Key)!, 0).Length.ShouldBe(NearIndex.MostFound);
    }

    [Fact]
    public void What_is_told_of_a_difference_is_what_differs()
    {
        var parts = TextDifference.Between(
            "The council sold the old library in Linden and now we wait", "The council sold the old market in Linden and now we all wait 🚌").ShouldNotBeNull();

        parts.Where(p => p.Kind == DifferenceKind.Missing).Select(p => p.Text).ShouldBe(["library"]);
        parts.Where(p => p.Kind == DifferenceKind.Added).Select(p => p.Text).ShouldBe(["market", "all", "🚌"]);
        TextDifference.Between("Vote them out", "VOTE them out!!!").ShouldNotBeNull().ShouldAllBe(p => p.Kind == DifferenceKind.Same);
    }

    private static NearText Text(int number)
    {
        var random = new Random(number);
        return NearText.Of(string.Join(' ', Enumerable.Range(0, 15).Select(_ => "w" + (char)('a' + random.Next(26)) + random.Next(1000).ToString(CultureInfo.InvariantCulture))), Key)!;
    }

    private static long[] Found(NearIndex index, NearText text, byte kind)
    {
        var found = new NearCandidate[NearIndex.MostFound];
        return [.. found[..index.Find(text, kind, found)].Select(f => f.Group)];
    }
}
