namespace Nuke.Common;

public enum PlatformFamily
{
    Unknown = 0,
    Windows = 1,
    Linux = 2,
    OSX = 3,
}
