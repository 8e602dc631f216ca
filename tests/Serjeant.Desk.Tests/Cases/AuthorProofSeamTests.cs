using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Serjeant.Chapters.Cases;
using Serjeant.Data;
using Serjeant.Desk.Tests.Commands;
using Serjeant.Desk.Tests.Outside;
using Serjeant.Desk.Tests.Support;
using Serjeant.Evidence;
using Serjeant.Moderation;
using Serjeant.Outside.Storage;
using Serjeant.Workers;
using Shouldly;

namespace Serjeant.Desk.Tests.Cases;

/// <summary>A kind of author proof that is not DKIM goes the whole way without a word of the desk about it: exhibit, pack, report, <c>verify</c>.</summary>
public sealed class AuthorProofSeamTests(Browsers browsers)
{
    private const string Account = "did:example:angry";
    private const string Proof = "author-proofs/TP-1/original.bin.signed-record.json";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private readonly Dictionary<string, string> published = [];

    [Fact]
    public async Task A_second_kind_goes_from_the_exhibit_to_the_pack_and_is_checked_again_offline()
    {
        await using var desk = await StartAsync();
        using var pack = await PackAsync(desk);

        pack.Paths().ShouldContain(Proof);
        pack.ReportText().ShouldContain($"the key of {Account} signed this record");
        pack.ReportText().ShouldContain("It does not show which person holds the account");
        var text = await File.ReadAllTextAsync(Path.Combine(pack.Data, "VERIFY.txt"), Cancel);
        text.ShouldContain("Kind \"signed-record\", in TP-1");
        text.ShouldContain("openssl dgst -sha256 -verify key.pem");

        published.Clear(); // The account's key is gone; the proof has it.
        var found = await CheckAsync(pack);
        found.IsWhole.ShouldBeTrue();
        var proof = found.Proofs.Single();
        (proof.Check, proof.Kind).ShouldBe((ProofCheck.Same, "signed-record"));
        proof.Says.Single().ShouldContain("signed this record");

        var (code, output, _) = await CommandLine.RunAsync("verify", pack.Root);
        code.ShouldBe(0, output);
        output.ShouldContain("This program does not know proofs of that kind");
        output.ShouldNotContain("signed this record");
    }

    [Theory]
    [InlineData("\"state\": \"pass\"", "\"state\": \"fail\"", "does not come to what it says")]
    [InlineData("\"signer\": \"did:example:angry\"", "\"signer\": \"did:example:other\"", "does not come to what it says")]
    [InlineData("\"keyName\": \"did:example:angry\"", "\"keyName\": \"did:example:other\"", "does not come to what it says")]
    [InlineData("\"file\": \"original.bin\"", "\"file\": \"text.txt\"", "is not here, or not as it was")]
    [InlineData("\"kind\": \"signed-record\"", "\"kind\": \"dkim\"", "of two kinds")]
    [InlineData("\"signatures\": [", "\"signature\": [", "not JSON of the expected shape")]
    public async Task A_proof_that_says_something_else_than_the_signature_is_found_though_the_lists_fit(string from, string to, string why)
    {
        await using var desk = await StartAsync();
        using var pack = await PackAsync(desk);
        var path = Path.Combine(pack.Data, Proof);
        var text = await File.ReadAllTextAsync(path, Cancel);
        text.ShouldContain(from);
        await File.WriteAllTextAsync(path, text.Replace(from, to, StringComparison.Ordinal), Cancel);
        pack.MakeListsAnew();

        var found = await CheckAsync(pack);
        found.Files.ShouldAllBe(f => f.State == FileState.Whole);
        found.IsWhole.ShouldBeFalse();
        found.Proofs.Single().Problem!.ShouldContain(why);
        found.Proofs.Single().Says.ShouldBeEmpty();
    }

    private Task<Verification> CheckAsync(PackBag pack) => EvidenceVerifier.VerifyAsync(new FolderTree(pack.Root), [new SignedRecordKind(published)], Cancel);

    private async Task<TestDesk> StartAsync()
    {
        var desk = await TestDesk.StartAsync(builder =>
        {
            builder.Services.AddSingleton(browsers.Host);
            builder.Services.AddSingleton<IAuthorProofKind>(new SignedRecordKind(published));
        });
        await desk.WithDbAsync(async db =>
        {
            db.CheckSettings.Add(new CheckSettings { OfficeId = desk.OfficeId, LooksUp = true });
            return await db.SaveChangesAsync(Cancel);
        });
        return desk;
    }

    private async Task<PackBag> PackAsync(TestDesk desk)
    {
        var record = SignedRecordKind.Sign(published, Account, "I will find you");
        await desk.CaseAsync("Threats", [await desk.MessageAsync("I will find you", raw: record, rawType: SignedRecordKind.Type)]);
        using var worker = ActivatorUtilities.CreateInstance<AuthorProofWorker>(desk.App.Services);
        (await worker.RunOneAsync(Cancel)).ShouldBeTrue();
        var exhibit = await desk.WithDbAsync(db => db.Exhibits.AsNoTracking().SingleAsync(Cancel));
        (await (await desk.SignedInAsync(Role.Moderator)).PageAsync(CasesLinks.Exhibit(exhibit.Id))).QuerySelector("#author-proofs")!.TextContent
            .ShouldContain($"the key of {Account} signed this record");
        return await PackBag.MakeAsync(desk, 1);
    }
}
