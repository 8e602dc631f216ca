using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Data;
using Serjeant.Desk.Tests.Inbox.Groups;
using Serjeant.Desk.Tests.Inbox.Import;
using Serjeant.Desk.Tests.Support;
using Serjeant.Moderation;
using Serjeant.Text;
using Shouldly;
using Xunit;

namespace Serjeant.Desk.Tests.Plans.Judging;

/// <summary>A category is switched off while messages come in: none is written as it was judged before.</summary>
public sealed class ChangeMeanwhileTests
{
    [Fact]
    public async Task What_comes_from_elsewhere_is_judged_anew()
    {
        var judge = new Interrupted();
        await using var desk = await TestDesk.StartAsync(judge.Use);
        judge.First = () => desk.SwitchAsync(Category.Insult, off: true);

        await desk.TakeInAsync([.. Enumerable.Range(0, 30).Select(i => Incoming.Of($"{JudgingDesk.Insult} {i}", $"a{i}"))]);

        var messages = await desk.AllAsync();
        messages.Count.ShouldBe(30);
        messages.ShouldAllBe(m => !m.Abuse && (m.CategoryBits & CategoryBits.Of(Category.Insult)) == 0);
    }

    [Fact]
    public async Task An_import_goes_on_from_where_it_stands_with_the_new_judge()
    {
        var judge = new Interrupted();
        await using var import = new ImportDesk(await TestDesk.StartAsync(judge.Use));
        var path = import.Write("insults.ndjson", string.Join('\n', Enumerable.Range(0, 2_500).Select(i => $$"""{"id":"m{{i}}","author":"a{{i}}","text":"{{JudgingDesk.Insult}} {{i}}"}""")));
        judge.First = () => import.Desk.SwitchAsync(Category.Insult, off: true);

        var job = await import.ImportAsync(path);

        (job.State, job.Added, job.AlreadyHere, job.Position).ShouldBe((ImportState.Done, 2_500, 0, 2_500));
        (await import.Desk.AllAsync()).ShouldAllBe(m => !m.Abuse);
    }

    /// <summary>Judges as the shipped one does; before its first verdict something else happens.</summary>
    private sealed class Interrupted : IJudge
    {
        private readonly IJudge inner = Shipped.Rules();
        private Func<Task>? first;

        public Func<Task> First
        {
            set => first = value;
        }

        public void Use(WebApplicationBuilder builder) => builder.Services.AddSingleton<IJudge>(this);

        public Verdict Judge(string text) => Judge(Folder.Fold(text));

        public Verdict Judge(FoldedText folded)
        {
            if (Interlocked.Exchange(ref first, null) is { } happens)
                Task.Run(happens).Wait();
            return inner.Judge(folded);
        }
    }
}
