# The keeper's end of a held session: one request a line on standard input, one reply a line on standard output.
# It runs on the target, in the application's network, with nothing but what every Debian base image has (perl-base).
# Durable writing (durable.pl) stands behind it.
# Payloads are hexadecimal, so that no content can be mistaken for protocol.
#
#   LOCK hex            -> OK | BUSY hex        hex: who; the reply to a second one: who holds it
#   UNLOCK              -> OK                   the lock is free when the reply comes
#   HOLDER              -> OK hex | NONE        who holds the lock now
#   APPEND file hex     -> OK                   one durable line
#   PUT file mode hex   -> OK                   a durable file, replaced as a whole
#   REMOVE file         -> OK                   gone for good; one that is not there is fine
#   GET file            -> OK hex | NONE
#   LIST folder         -> OK name name ...
#   EXCHANGE host port milliseconds hex -> OPEN number hex | END hex | FAILED hex
#                                               TCP: connect within this time, send, read what comes until a lull
#   READ number         -> OPEN number hex | END hex | FAILED hex    what else has come; END: the other side has closed
#   CLOSE number        -> OK                   closes a connection that is open yet
#   BEAT                -> OK
#
# The lock is the kernel's: it is free the moment this process is gone, and this process ends when its input does, or when a lock holder
# was silent for the number of seconds given as the second argument (its machine may have vanished without closing anything).
use strict;
use warnings;
use Fcntl qw(:flock O_CREAT O_APPEND O_RDWR);
use IO::Select;
use IO::Socket::INET;

my ($root, $silence) = @ARGV;
my ($lock, $input) = (undef, '');
$| = 1;
$SIG{PIPE} = 'IGNORE';
chdir $root or die "$root: $!\n";

sub reply { print STDOUT join(' ', @_), "\n" }
sub hex_of { unpack('H*', $_[0]) }
sub text_of {
    my $digits = $_[0] // '';
    die "no hexadecimal digits\n" if length($digits) % 2 || $digits =~ /[^0-9A-Fa-f]/;
    return pack('H*', $digits);
}

sub path { my $p = $_[0]; die "bad path $p\n" if $p !~ m{^[A-Za-z0-9][A-Za-z0-9._/-]*$} || $p =~ m{\.\.}; return $p }

sub slurp {
    my $file = shift;
    open(my $in, '<:raw', $file) or return undef;
    local $/;
    my $content = <$in>;
    return $content // '';
}

sub make_folder {
    my $folder = folder_of(shift);
    return if -d $folder;
    mkdir $folder, 0700 or die "$folder: $!\n";
    sync_folder(folder_of($folder));
}

sub take_lock {
    my $holder = shift;
    sysopen(my $file, 'lock', O_RDWR | O_CREAT, 0600) or die "lock: $!\n";
    # HOLDER looks by taking the lock for an instant: a moment's patience, so that a look is never mistaken for a holder.
    my $tries = 0;
    until (flock($file, LOCK_EX | LOCK_NB)) {
        return reply('BUSY', hex_of(slurp('lock') // '')) if ++$tries == 5;
        select(undef, undef, undef, 0.02);
    }
    truncate($file, 0);
    seek($file, 0, 0);
    write_synced($file, $holder, 'lock');
    $lock = $file;
    reply('OK');
}

sub holder {
    sysopen(my $file, 'lock', O_RDWR | O_CREAT, 0600) or die "lock: $!\n";
    flock($file, LOCK_SH | LOCK_NB) ? reply('NONE') : reply('OK', hex_of(slurp('lock') // ''));
}

sub append {
    my ($file, $line) = @_;
    die "not the lock's holder\n" unless $lock;
    make_folder($file);
    my $is_new = !-e $file;
    # A line torn by a power cut must not swallow the next one: start on a line of one's own.
    sysopen(my $out, $file, O_RDWR | O_CREAT | O_APPEND, 0600) or die "$file: $!\n";
    my $last = "\n";
    sysread($out, $last, 1) if sysseek($out, -1, 2);
    write_synced($out, ($last eq "\n" ? '' : "\n") . "$line\n", $file);
    sync_folder(folder_of($file)) if $is_new;
    reply('OK');
}

sub put {
    my ($file, $mode, $content) = @_;
    die "not the lock's holder\n" unless $lock;
    die "bad mode\n" unless ($mode // '') =~ /^0?[0-7]{3}$/;
    make_folder($file);
    replace_synced($file, oct $mode, $content);
    reply('OK');
}

sub remove {
    my $file = shift;
    die "not the lock's holder\n" unless $lock;
    return reply('OK') unless -e $file;
    unlink($file) or die "$file: $!\n";
    sync_folder(folder_of($file));
    reply('OK');
}

sub list {
    my $folder = shift;
    opendir(my $dir, $folder) or return reply('OK');
    reply('OK', sort grep { !/^\./ && !/\.new$/ } readdir $dir);
}

# What an answer is made of, and when it is whole, is the client's to know: it asks for more, or closes.
my ($connected, %connections) = (0);

sub exchange {
    my ($host, $port, $milliseconds, $request) = @_;
    my $socket = IO::Socket::INET->new(PeerAddr => $host, PeerPort => $port, Proto => 'tcp', Timeout => $milliseconds / 1000)
        or return reply('FAILED', hex_of($@ =~ s/^IO::Socket::INET: //r));
    syswrite($socket, $request);
    $connections{++$connected} = $socket;
    read_on($connected);
}

# Half a second at most: others ask over the same conversation. 5 ms without a byte are a lull.
sub read_on {
    my $number = $_[0] // '';
    my $socket = $connections{$number} or die "no such connection\n";
    my ($answer, $select, $patience) = ('', IO::Select->new($socket), 0.5);
    while (length $answer < 65536 && $select->can_read($patience)) {
        my $n = sysread($socket, $answer, 16384, length $answer);
        next if $n;
        delete $connections{$number};
        return defined $n || length $answer ? reply('END', hex_of($answer)) : reply('FAILED', hex_of("connection lost: $!"));
    } continue {
        $patience = 0.005;
    }
    reply('OPEN', $number, hex_of($answer));
}

my %requests = (
    LOCK => sub { take_lock(text_of($_[0])) },
    UNLOCK => sub { close $lock if $lock; undef $lock; reply('OK') },
    HOLDER => sub { holder() },
    APPEND => sub { append(path($_[0]), text_of($_[1])) },
    PUT => sub { put(path($_[0]), $_[1], text_of($_[2])) },
    REMOVE => sub { remove(path($_[0])) },
    GET => sub { my $content = slurp(path($_[0])); defined $content ? reply('OK', hex_of($content)) : reply('NONE') },
    LIST => sub { list(path($_[0])) },
    EXCHANGE => sub { exchange($_[0], $_[1], $_[2], text_of($_[3])) },
    READ => sub { read_on($_[0]) },
    CLOSE => sub { delete $connections{$_[0] // ''}; reply('OK') },
    BEAT => sub { reply('OK') },
);

my $readable = IO::Select->new(\*STDIN);
while (1) {
    while ($input =~ s/^([^\n]*)\n//) {
        my ($name, @arguments) = split / /, $1;
        eval { ($requests{$name // ''} // sub { die "unknown request\n" })->(@arguments); 1 }
            or reply('ERROR', hex_of($@ =~ s/\n\z//r));
    }
    exit 0 if $lock && $silence && !$readable->can_read($silence);
    my $n = sysread(STDIN, $input, 65536, length $input);
    exit 0 unless $n;
}
