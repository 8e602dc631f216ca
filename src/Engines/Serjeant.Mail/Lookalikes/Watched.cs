using System.Numerics;
using Serjeant.Mail.Domains;

namespace Serjeant.Mail.Lookalikes;

/// <summary>One protected name, made ready for many comparisons.</summary>
internal sealed class Watched
{
    private readonly uint letters;

    internal Watched(Brand brand, HostName host, Skeletons skeletons)
    {
        Brand = brand;
        Domain = host.Unicode;
        Ascii = host.Ascii;
        // gov.uk and nhs.uk are public suffixes themselves: their name is what stands before the first dot.
        Label = host.Registrable is null ? host.Unicode[..host.Unicode.IndexOf('.')] : host.Label;
        Suffix = host.Registrable is null ? host.Ascii[(host.Ascii.IndexOf('.') + 1)..] : host.Suffix;
        Skeleton = skeletons.Of(Label);
        Joined = Skeleton.Replace("-", "", StringComparison.Ordinal);
        letters = LettersOf(Skeleton);
    }

    internal Brand Brand { get; }

    /// <summary>As people write it.</summary>
    internal string Domain { get; }

    internal string Ascii { get; }

    /// <summary>What was registered, without its suffix, in Unicode.</summary>
    internal string Label { get; }

    internal string Suffix { get; }

    internal string Skeleton { get; }

    /// <summary>The skeleton without hyphens.</summary>
    internal string Joined { get; }

    /// <summary>Three letters or fewer are near too many honest names.</summary>
    internal bool IsShort => Joined.Length <= 3;

    /// <summary>Long enough and odd enough to say something wherever it stands.</summary>
    internal bool IsDistinctive => Joined.Length >= 6 && !Brand.IsWord;

    /// <summary>A suffix under which few have a name, so that a near name is no accident.</summary>
    internal bool IsQuietSuffix => Suffix is not ("com" or "net" or "org" or "co.uk" or "org.uk");

    /// <summary>False when the names differ by too many letters to be near: cheap, and asked first.</summary>
    internal bool MayBeNear(uint other) => BitOperations.PopCount(letters ^ other) <= 6;

    internal static uint LettersOf(string text)
    {
        uint set = 0;
        foreach (var c in text)
            if (char.IsAsciiLetterLower(c)) set |= 1u << (c - 'a');
        return set;
    }
}
