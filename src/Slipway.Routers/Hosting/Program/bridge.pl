# Runs inside a router's container for as long as a Slipway process holds its session. One line in, one framed answer out. A line holds
# one or more requests, parted by tabs and done in order until one fails: so that a client that dies can't part them.
#   read <path>                            -> the file; nothing if there is none
#   save <path> <hex>                      -> writes the file so that a crash at any moment leaves the old or the new one
#   ask <socket> <method> <target> <hex>   -> asks a web server on a unix socket; another status than 2xx is a failure
# Further requests are subroutines on_<verb> of a script that stands before this one; durable writing (durable.pl) stands between them.
# Answer: every line of the answers prefixed by a space, then "." alone; or "!" and the reason.
use strict;
use warnings;
use IO::Socket::UNIX;
# A certificate's key is among the files.
umask 077;
$SIG{PIPE} = 'IGNORE';
$| = 1;

sub bytes_of {
    my $digits = $_[0] // '';
    die "no hexadecimal digits\n" if length($digits) % 2 || $digits =~ /[^0-9A-Fa-f]/;
    return pack('H*', $digits);
}

sub slurp {
    my $path = $_[0] // die "no path\n";
    return '' unless -e $path;
    open(my $file, '<', $path) or die "$path: $!\n";
    local $/;
    return <$file> // die "$path: $!\n";
}

sub ask {
    my ($path, $method, $target, $body) = @_;
    my $socket = IO::Socket::UNIX->new(Peer => $path) or die "the proxy's own socket does not answer: $!\n";
    print {$socket} "$method $target HTTP/1.0\r\nHost: router\r\nContent-Length: " . length($body) . "\r\n\r\n$body";
    local $/;
    my ($head, $content) = split /\r\n\r\n/, <$socket> // '', 2;
    my ($status) = ($head // '') =~ m{^HTTP/1\.[01] (\d{3})} or die "the proxy ended the conversation without an answer\n";
    $status =~ /^2/ or die(($content || "status $status") . "\n");
    return $content;
}

sub run {
    my ($verb, @words) = split / /, $_[0];
    return $verb eq 'read' ? slurp($words[0])
        : $verb eq 'save' ? do { replace_synced($words[0], 0400, bytes_of($words[1])); '' }
        : $verb eq 'ask' ? ask(@words[0 .. 2], bytes_of($words[3]))
        : (main->can("on_$verb") // die "unknown request '$verb'\n")->(@words);
}

# A client that closes ends this, and so does one that is killed. One that vanishes with its machine says nothing: then it ends by itself, for want
# of a request. Who was only slow opens another session.
my ($silence) = @ARGV;
while (1) {
    alarm $silence;
    my $line = <STDIN> // last;
    alarm 0;
    # A client that died in the middle of a line has asked for nothing.
    last unless $line =~ s/\n\z//;
    my $answer = eval { join('', map { run($_) } split(/\t/, $line)) };
    if (!defined $answer) {
        (my $reason = $@) =~ s/\s+/ /g;
        print "! $reason\n";
        next;
    }
    print join('', map { " $_\n" } split(/\n/, $answer)), ".\n";
}
