using System.Net;
using Slipway.Applications;
using Slipway.Applications.Validation;
using Slipway.Containers;
using Slipway.Hosts;
using Slipway.Keeper;
using Slipway.Routing;
using Slipway.Steps;
using Slipway.Tests.Recording;

namespace Slipway.Tests.Hostile;

/// <summary>Whatever a description holds: it is refused with all its faults, or what is made of it is what it says.</summary>
public sealed class HostileDescriptionTests
{
    private const int Cases = 10_000;

    private static readonly BegunRelease Release = Recording.ShopDescription.Begun(1, "v1");

    [Fact]
    public void Description_is_refused_as_a_usage_error_or_becomes_containers_that_an_engine_can_make()
    {
        var (accepted, refused) = (0, 0);
        HostileText.Check(HostileDescription.Any, Cases, application =>
        {
            try
            {
                ApplicationValidator.Validate(application);
            }
            catch (SpecificationException error)
            {
                refused++;
                Assert.All(error.Faults,
                    fault => Assert.False(fault.Path.Length == 0 || fault.Message.Length == 0, "a fault says where and what"));
                return;
            }

            accepted++;
            ExpectSound(application);
        });
        // Neither may be so rare that nothing is proven of it.
        Assert.True(accepted > Cases / Swept.Every / 50 && refused > Cases / Swept.Every / 50, $"{accepted} accepted, {refused} refused");
    }

    private static void ExpectSound(Application application)
    {
        var names = new ResourceNames(application.Name);
        var images = application.Images.ToDictionary(image => image.Name, image => $"{image.Name}@sha256:{new string('0', 64)}",
            StringComparer.Ordinal);
        var release = Release with { Images = ImageDigestDictionary.Of(images) };
        ContainerSpec[] containers =
        [
            .. application.Workloads.Select(workload => SlotContainers.Describe(application, workload, Slot.Green, replica: 1, release)),
            SlotContainers.DescribeMigration(application, application.Migration!, release),
        ];
        Assert.Equal(containers.Length, containers.Select(container => container.Name).Distinct(StringComparer.Ordinal).Count());
        foreach (var container in containers)
        {
            Assert.StartsWith($"{application.Name}-", container.Name, StringComparison.Ordinal);
            Assert.True(
                container.Name.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-'),
                container.Name);
            Assert.All(container.Environment,
                pair =>
                    Assert.False(pair.Key.Length == 0 || pair.Key.AsSpan().IndexOfAny('=', '\0') >= 0
                        || pair.Value.Contains('\0', StringComparison.Ordinal), pair.ToString()));
            Assert.All(container.Command, word => Assert.DoesNotContain('\0', word));
            Assert.Equal(names.With((ResourceNames.RoleLabel, "x"))[ResourceNames.ApplicationLabel],
                container.Labels[ResourceNames.ApplicationLabel]);
            Assert.NotEqual("0:0", container.User);
        }

        var secrets = application.Workloads.SelectMany(workload => workload.Secrets)
            .Concat(application.SharedServices.SelectMany(shared => shared.Secrets));
        Assert.All(secrets, secret => Assert.Equal(SecretFile.Folder, Path.GetDirectoryName(Path.GetFullPath(secret.Path))));
        var shared = application.SharedServices.Single();
        Assert.All([shared.DataPath!, .. shared.TemporaryFolders],
            path => Assert.Equal(path.TrimEnd('/'), Path.GetFullPath(path).TrimEnd('/')));
        Assert.All(shared.Capabilities,
            capability =>
                Assert.True(
                    capability.Length > 0
                        && capability.All(character =>
                            char.IsAsciiLetterUpper(character) || char.IsAsciiDigit(character) || character == '_'), capability));
        Assert.All(shared.ReadyCommand, word => Assert.DoesNotContain('\0', word));
        // An engine reads addresses more strictly than .NET: 127.1 or 0x7f.1 are none to it.
        Assert.Equal(application.Router.Address, IPAddress.Parse(application.Router.Address).ToString());
    }
}
