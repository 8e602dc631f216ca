using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Serjeant.Data.Schema;

/// <summary>SQLite can't order a DateTimeOffset kept as text with an offset: keep UTC ticks (100 ns since year 1).</summary>
public sealed class UtcTicksConverter() : ValueConverter<DateTimeOffset, long>(
    v => v.UtcTicks,
    v => new DateTimeOffset(v, TimeSpan.Zero));

/// <summary>PostgreSQL's <c>timestamptz</c> takes only UTC.</summary>
public sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTimeOffset>(
    v => v.ToUniversalTime(),
    v => v.ToUniversalTime());
