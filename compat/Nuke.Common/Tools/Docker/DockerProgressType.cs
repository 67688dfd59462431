using System.ComponentModel;
using Nuke.Common.Tooling;

namespace Nuke.Common.Tools.Docker;

[TypeConverter(typeof(TypeConverter<DockerProgressType>))]
public class DockerProgressType : Enumeration
{
    public static DockerProgressType auto = (DockerProgressType)"auto";
    public static DockerProgressType plain = (DockerProgressType)"plain";
    public static DockerProgressType tty = (DockerProgressType)"tty";

    public static implicit operator DockerProgressType(string value) => Of<DockerProgressType>(value);
}
