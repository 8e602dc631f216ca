using System.Text;

namespace Serjeant.Outside.Exports.Tables;

/// <summary>
/// Rows of delimited text (RFC 4180, read with tolerance: quotes in the middle of a field are text). A row over the limit, as an unclosed quotation mark makes, is told as such and reading goes on at the next line,
/// which is why this isn't left to a library.
/// </summary>
internal sealed class CsvRows(TextReader reader, char delimiter, int maxRow, int maxColumns)
{
    private enum State { FieldStart, Plain, Quoted, AfterQuote }

    private readonly char[] buffer = new char[32 * 1024];
    private readonly StringBuilder field = new();
    private readonly List<string> fields = [];
    private int position;
    private int end;
    private long line;

    /// <summary>Valid until the next call.</summary>
    public IReadOnlyList<string> Fields => fields;

    /// <summary>The line that the row begins on, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>The row had too many characters or columns; its fields are empty.</summary>
    public bool TooLong { get; private set; }

    /// <summary>The row ran over the limit inside quotation marks, so one is probably not closed.</summary>
    public bool Unclosed { get; private set; }

    public async ValueTask<bool> NextAsync(CancellationToken cancellationToken)
    {
        fields.Clear();
        field.Clear();
        TooLong = Unclosed = false;
        Line = line + 1;
        long length = 0;
        var state = State.FieldStart;
        while (true)
        {
            if (position == end)
            {
                position = 0;
                end = await reader.ReadAsync(buffer.AsMemory(), cancellationToken);
                if (end == 0)
                    return Finish(length > 0 || TooLong, state);
            }
            var c = buffer[position++];
            if (c == '\n')
                line++;
            if (TooLong)
            {
                if (c == '\n')
                    return true;
                continue;
            }
            if (++length > maxRow || fields.Count > maxColumns)
            {
                Unclosed = state == State.Quoted;
                TooLong = true;
                fields.Clear();
                field.Clear();
                if (c == '\n')
                    return true;
                continue;
            }
            if (state == State.Quoted)
            {
                if (c == '"')
                    state = State.AfterQuote;
                else
                    field.Append(c);
                continue;
            }
            if (c == '"' && state == State.FieldStart)
            {
                state = State.Quoted;
            }
            else if (c == '"' && state == State.AfterQuote)
            {
                field.Append('"');
                state = State.Quoted;
            }
            else if (c == delimiter)
            {
                EndField();
                state = State.FieldStart;
            }
            else if (c == '\n')
            {
                return Finish(true, state);
            }
            else
            {
                field.Append(c);
                state = State.Plain;
            }
        }
    }

    private bool Finish(bool any, State state)
    {
        if (!any)
            return false;
        if (TooLong)
            return true;
        Unclosed = state == State.Quoted;
        if (field.Length > 0 && field[^1] == '\r' && state != State.Quoted)
            field.Length--;
        EndField();
        return true;
    }

    private void EndField()
    {
        fields.Add(field.ToString());
        field.Clear();
    }
}
