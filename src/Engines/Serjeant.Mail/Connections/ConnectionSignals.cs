using System.Globalization;
using Serjeant.Mail.Messages;
using Serjeant.Mail.Rules;
using Serjeant.Mail.Signals;

namespace Serjeant.Mail.Connections;

/// <summary>What can be said of who asks to be connected, beside the politician's own accounts and the people whom the office knows.</summary>
internal static class ConnectionSignals
{
    private const int NewDays = 30;
    private const int YoungDays = 180;
    private const int ManyMutuals = 10;

    /// <summary>The profile as text that phrases and links are looked for in.</summary>
    internal static MailReading Read(ConnectionRequest request, MailReader reader)
    {
        var text = string.Join('\n', new[] { request.Bio, request.Says, string.Join('\n', request.Links.Take(20)) }.Where(t => t.Length > 0));
        return reader.ReadChat(text) with { From = [new Address(SenderSignals.Cut(request.Name), SenderSignals.Cut("@" + Plain(request.Handle)))] };
    }

    internal static void Find(ConnectionRequest request, MailContext context, Facts facts)
    {
        var (handle, platform) = (Plain(request.Handle), request.Platform.ToLowerInvariant());
        var name = new Evidence(Place.Header, SenderSignals.Cut(request.Name), "Name");
        var account = new Evidence(Place.Header, SenderSignals.Cut("@" + handle), "Account");
        facts.Add("connection.request", account);
        var same = context.Accounts.FirstOrDefault(a => a.Platform == platform && a.Handle == handle && handle.Length > 0);
        if (same is not null) facts.Add("connection.known", account, ("name", same.Name));
        Names(request, context, platform, handle, name, facts);
        if (context.Accounts.FirstOrDefault(a => a.Handle != handle && LookAlike.Imitates(handle, a.Handle)) is { } imitated)
            facts.Add("connection.handle-looks-like", account, ("handle", imitated.Handle), ("name", imitated.Name));
        if (OddNames.Disguised(request.Name) is { } odd) facts.Add("connection.disguised", new Evidence(Place.Header, SenderSignals.Cut(odd), "Name"));
        if (OddNames.IsRandom(handle)) facts.Add("connection.machine-handle", account);
        if (request.AgeDays is { } age)
        {
            var told = new Evidence(Place.Header, age == 1 ? "1 day" : string.Create(CultureInfo.InvariantCulture, $"{age} days"), "Age");
            if (age <= NewDays) facts.Add("connection.new", told, ("days", told.Quote));
            else if (age <= YoungDays) facts.Add("connection.young", told, ("days", told.Quote));
        }
        if (request.Mutuals is { } mutuals)
        {
            var told = new Evidence(Place.Header, mutuals.ToString(CultureInfo.InvariantCulture), "In common");
            if (mutuals <= 0) facts.Add("connection.no-mutuals", told);
            else if (mutuals >= ManyMutuals) facts.Add("connection.many-mutuals", told);
        }
        if (request.Bio.Trim().Length < 5) facts.Add("connection.empty", account);
    }

    private static void Names(ConnectionRequest request, MailContext context, string platform, string handle, Evidence name, Facts facts)
    {
        var skeleton = LookAlike.Skeleton(request.Name);
        // A first name alone is no person.
        if (!skeleton.Contains(' ', StringComparison.Ordinal)) return;
        var named = context.Accounts.Where(a => Fits(skeleton, a.Name)).ToArray();
        foreach (var one in named.Where(a => a.Ours).Take(1)) facts.Add("connection.our-name", name, ("name", one.Name));
        foreach (var one in context.OwnNames.Where(n => Fits(skeleton, n)).Take(1)) facts.Add("connection.our-name", name, ("name", one));
        foreach (var one in named.Where(a => !a.Ours && a.Platform == platform && a.Handle != handle).Take(1)) facts.Add("connection.other-account", name, ("name", one.Name), ("handle", one.Handle));
        if (named.FirstOrDefault(a => !a.Ours) is { } elsewhere) facts.Add("connection.known-name", name, ("name", elsewhere.Name));
        else if (context.Contacts.KnowsName(request.Name)) facts.Add("connection.known-name", name, ("name", request.Name));
    }

    // With a title, a party or an office behind the name it is still the name.
    private static bool Fits(string skeleton, string known)
    {
        var theirs = LookAlike.Skeleton(known).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var words = skeleton.Split(' ');
        return theirs.Length >= 2 && words.Length <= theirs.Length + 3 && theirs.All(w => words.Contains(w, StringComparer.Ordinal));
    }

    private static string Plain(string handle) => handle.Trim().TrimStart('@').ToLowerInvariant();
}
