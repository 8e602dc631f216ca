namespace Serjeant.Evidence;

/// <summary>
/// One way in which what came in is signed by whoever made it: a mail's domain (DKIM) is the first; a platform's record that the account's own key signed is
/// another. A kind knows its files, asks for keys when the proof is made, and does the same sum again from the keys in the proof, with nobody asked.
/// </summary>
public interface IAuthorProofKind
{
    /// <summary>In names of files and in the proof: lower-case letters, digits and hyphens, such as <c>dkim</c>.</summary>
    string Name { get; }

    /// <summary>Who gives the keys, for what is kept of an answer.</summary>
    string KeysFrom { get; }

    /// <summary>What a signature that holds shows, in one sentence for VERIFY.txt and the report.</summary>
    string Shows { get; }

    /// <summary>What it does not show, in one sentence.</summary>
    string ShowsNot { get; }

    /// <summary>How to check it with tools that are not ours, in lines of at most 110 characters.</summary>
    string HowToCheck { get; }

    /// <summary>Whether files of that type carry signatures of this kind.</summary>
    bool Takes(string mediaType);

    /// <summary>Checks the signatures that the bytes carry.</summary>
    /// <param name="signed">The bytes as they came.</param>
    /// <param name="at">When the keys were asked for, to tell which signatures had run out.</param>
    /// <param name="held">Null to ask for keys; else the only keys there are, by where they were asked for. Then nothing leaves this machine.</param>
    /// <returns>Empty when there are none.</returns>
    /// <exception cref="FormatException">The bytes are not what this kind takes; the message is the end of a sentence that says why nothing could be checked.</exception>
    Task<IReadOnlyList<AuthorSignature>> CheckAsync(ReadOnlyMemory<byte> signed, DateTimeOffset at, IReadOnlyDictionary<string, string>? held, CancellationToken cancellation);

    /// <summary>What the proof says, sentence by sentence; never more than it shows.</summary>
    IEnumerable<string> Say(AuthorProof proof);
}
