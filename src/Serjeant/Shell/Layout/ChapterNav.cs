using Serjeant.Shell.Access;

namespace Serjeant.Shell.Layout;

/// <summary>A chapter's place in the navigation. A chapter that is not registered is not shown.</summary>
/// <param name="Address">Where it begins, such as <c>/inbox</c>; every address below it counts as being there.</param>
/// <param name="Order">See <see cref="ChapterOrder"/>.</param>
/// <param name="Icon">A name from <see cref="Components.Icons"/>.</param>
/// <param name="Needs">Shown only to who may.</param>
public sealed record ChapterLink(string Name, string Address, int Order, string Icon, Permission Needs = Permission.UseTheDesk);

/// <summary>A link in the person's own menu, such as their sign-in settings.</summary>
public sealed record PersonLink(string Name, string Address, int Order, string Icon);

/// <summary>The order of chapters, everywhere the same.</summary>
public static class ChapterOrder
{
    public const int Today = 10;
    public const int Inbox = 20;
    public const int Cases = 30;
    public const int Accounts = 40;
    public const int Posts = 50;
    public const int Checks = 60;
    public const int Plans = 70;
    public const int Training = 80;
    public const int Guidance = 90;
    public const int Team = 100;
}

/// <summary>What the frame offers the person of this request.</summary>
public sealed class ChapterNav(IEnumerable<ChapterLink> chapters, IEnumerable<PersonLink> personal, Me me)
{
    /// <summary>How many chapters a phone's tab bar holds beside "More".</summary>
    public const int OnTabBar = 4;

    public IReadOnlyList<ChapterLink> Chapters { get; } = [.. chapters.Where(c => me.Can(c.Needs)).OrderBy(c => c.Order)];

    public IReadOnlyList<PersonLink> Personal { get; } = [.. personal.OrderBy(p => p.Order)];

    public static bool IsAt(string address, PathString path) =>
        address == "/" ? path == "/" : path.StartsWithSegments(address, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Chapters put themselves in the navigation here.</summary>
public static class ChapterNavExtensions
{
    public static IServiceCollection AddChapter(this IServiceCollection services, ChapterLink chapter) => services.AddSingleton(chapter);

    public static IServiceCollection AddPersonLink(this IServiceCollection services, PersonLink link) => services.AddSingleton(link);
}
