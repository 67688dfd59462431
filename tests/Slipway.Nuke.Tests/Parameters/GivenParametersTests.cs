using System.Collections;
using System.Reflection;
using Nuke.Common;
using Slipway.Applications;
using Slipway.Nuke.Components;
using Slipway.Nuke.Parameters;

namespace Slipway.Nuke.Tests.Parameters;

/// <summary>What stands on the command line is read as it was typed: Nuke is not asked what it made of it.</summary>
public sealed class GivenParametersTests
{
    [Theory]
    [InlineData("--on", true)]
    [InlineData("--on yes", true)]
    [InlineData("-On", true)]
    [InlineData("--on no", false)]
    [InlineData("--on 0", false)]
    public void Flag_is_read_from_the_command_line_alone(string arguments, bool expected) =>
        Assert.Equal(expected, Read(arguments).Value<bool>("On"));

    [Theory]
    [InlineData("--to-release -1")]
    [InlineData("--to-release")]
    [InlineData("--to-release abc")]
    [InlineData("--to-release 1 2")]
    [InlineData("--to-release=1")]
    [InlineData("--to-release 1 --to-release 2")]
    public void Number_that_is_none_is_one_fault_and_no_value(string arguments)
    {
        var given = Read(arguments);
        Assert.Null(given.Value<int>("ToRelease"));
        Assert.Equal("--to-release", Assert.Single(given.Faults).Path);
    }

    [Theory]
    [InlineData("Status -5")]
    [InlineData("Status -")]
    [InlineData("Status --")]
    public void Anything_with_a_dash_that_follows_no_parameter_is_an_unknown_one(string arguments) =>
        Assert.Equal(arguments.Split(' ')[1], Assert.Single(Read(arguments).Faults).Path);

    [Fact]
    public void Everything_that_is_wrong_is_named_at_once()
    {
        var given = Read("Rollback --on perhaps --to-relase 3 --to-release -1 --stage --stagee x");
        Assert.Equal(["--on", "--stage", "--stagee", "--to-relase", "--to-release"],
            given.Faults.Select(fault => fault.Path).Order(StringComparer.Ordinal));
    }

    /// <summary>What is read is found by the name of the member that declares it, and by nothing else.</summary>
    [Fact]
    public void Every_parameter_of_a_component_is_read_under_its_own_name() => Assert.Empty(
        typeof(IHazApplication).Assembly.GetTypes().Where(type => type.IsInterface).SelectMany(type => type.GetProperties())
            .Where(member => member.IsDefined(typeof(ParameterAttribute), inherit: false)).Select(member => member.Name)
            .Except(typeof(ReleaseParameters).GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
                .Select(property => property.Name), StringComparer.Ordinal));

    private static GivenParameters Read(string arguments)
    {
        // All of them are on the command line, so that none may be asked for.
        var all = arguments.Split(' ').ToList();
        foreach (var (option, value) in new[]
        {
            ("on", "no"), ("off", "no"), ("to-release", "1"), ("port", "1"), ("router", "nginx"), ("stage", "a"),
            ("public-address", "http://a"),
        })
        {
            if (!all.Exists(argument => argument.Split('=')[0].TrimStart('-').Equals(option, StringComparison.OrdinalIgnoreCase)))
            {
                all.AddRange([$"--{option}", value]);
            }
        }

        return new GivenParameters(new Unasked(), all, new EnvironmentParameters(new Hashtable()));
    }

    /// <summary>Its parameters can't be asked for.</summary>
    private sealed class Unasked : NukeBuild, IRollback, IOperate
    {
        public Application Application => throw Asked();

        string? IHazApplication.Port => throw Asked();

        string? IHazApplication.Router => throw Asked();

        string? IHazApplication.Stage => throw Asked();

        string? IHazApplication.PublicAddress => throw Asked();

        string? IRollback.ToRelease => throw Asked();

        string? IOperate.ToSlot => null;

        string? IOperate.On => throw Asked();

        string? IOperate.Off => throw Asked();

        private static InvalidOperationException Asked() => new("Nuke was asked.");
    }
}
