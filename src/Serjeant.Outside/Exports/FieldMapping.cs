namespace Serjeant.Outside.Exports;

/// <summary>What a column of a table may be. Only <see cref="Text"/> is needed.</summary>
public enum MessageField
{
    Text,
    Id,
    Author,
    AuthorName,
    AuthorId,
    AuthorAddress,
    SentAt,
    Address,
    Thread,
    InReplyTo,
    ParentText,
    Subject,
    Account,
    Platform,
}

/// <summary>Which column of a CSV file, or which field of a JSON object, holds what.</summary>
/// <param name="Columns">Column names; for JSON a path with dots (<c>user.name</c>).</param>
/// <param name="HasHeader">False where the first line of a CSV file is a message; its columns are then called Column 1, Column 2…</param>
public sealed record FieldMapping(IReadOnlyDictionary<MessageField, string> Columns, bool HasHeader = true)
{
    public string? this[MessageField field] => Columns.GetValueOrDefault(field);

    /// <summary>Reads <c>field=column</c> words, as the command line gives them.</summary>
    /// <exception cref="FormatException">The message says which word, and what fields there are.</exception>
    public static FieldMapping Parse(IEnumerable<string> words)
    {
        var columns = new Dictionary<MessageField, string>();
        foreach (var word in words)
        {
            var at = word.IndexOf('=', StringComparison.Ordinal);
            var name = at > 0 ? word[..at].Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal) : "";
            if (at <= 0 || at == word.Length - 1 || !Enum.TryParse<MessageField>(name, ignoreCase: true, out var field) || char.IsAsciiDigit(name[0]))
            {
                var fields = string.Join(", ", Enum.GetNames<MessageField>()).ToLowerInvariant();
                throw new FormatException($"'{word}' is not a mapping. Write field=column, where field is one of: {fields}.");
            }
            columns[field] = word[(at + 1)..];
        }
        return new FieldMapping(columns);
    }

    /// <summary>A guess from the columns' names, for a person to check.</summary>
    public static FieldMapping Suggest(IReadOnlyList<string> columns)
    {
        var found = new Dictionary<MessageField, string>();
        var taken = new HashSet<string>();
        foreach (var (field, names) in Known)
        {
            foreach (var name in names)
            {
                var column = columns.FirstOrDefault(c => !taken.Contains(c) && Plain(c) == name);
                if (column is null)
                    continue;
                found[field] = column;
                taken.Add(column);
                break;
            }
        }
        return new FieldMapping(found);
    }

    private static readonly (MessageField Field, string[] Names)[] Known =
    [
        (MessageField.Text, ["text", "message", "comment", "commenttext", "messagetext", "content", "body", "fulltext", "tweettext", "posttext", "snippet", "description"]),
        (MessageField.Id, ["id", "idstr", "messageid", "commentid", "tweetid", "postid", "externalid"]),
        (MessageField.Author, ["handle", "username", "authorhandle", "screenname", "userscreenname", "userusername", "authorusername", "author", "from", "user", "sender", "sentby"]),
        (MessageField.AuthorName, ["authorname", "displayname", "sendername", "username", "name", "fullname", "fromname"]),
        (MessageField.AuthorId, ["authorid", "userid", "senderid", "fromid"]),
        (MessageField.AuthorAddress, ["profile", "profileurl", "authorurl", "userurl", "profilelink"]),
        (MessageField.SentAt, ["sentat", "date", "createdat", "datetime", "time", "timestamp", "published", "publishedat", "posted", "postedat", "sent"]),
        (MessageField.Address, ["url", "link", "permalink", "address", "messageurl", "commenturl", "posturl"]),
        (MessageField.Thread, ["thread", "threadid", "conversationid", "conversation", "videoid", "parentpost"]),
        (MessageField.InReplyTo, ["inreplyto", "inreplytoid", "replyto", "parentid", "inreplytostatusid"]),
        (MessageField.ParentText, ["parenttext", "parentposttext", "posttext", "inreplytotext", "originalposttext", "originaltext", "originalpost", "postcontent", "postmessage", "parentmessage"]),
        (MessageField.Subject, ["subject", "title"]),
        (MessageField.Account, ["account", "page", "to", "recipient", "channel"]),
        (MessageField.Platform, ["platform", "network", "source", "socialnetwork"]),
    ];

    private static string Plain(string column) => string.Concat(column.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
}
