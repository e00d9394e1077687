@echo off
rem Runs the command line of END4Rec for Java on Windows, and builds it first if it is not built yet.
rem   JAVA_HOME      the Java to use, 17 or newer; the one on the PATH unless set
rem   END4REC_OPTS   options for Java, such as -Xmx4g (JAVA_OPTS if this is not set)
rem   END4REC_DEBUG  if set, a failure shows where it happened
rem Delete examples\cli\target after a change of the sources: unlike the script for bash, this one builds only once.
setlocal EnableExtensions DisableDelayedExpansion

set "root=%~dp0"
rem three programs: the lessons, the service, and all else
set "name=cli"
set "main=org.end4rec.cli.Main"
for %%c in (lesson check hint answer shell) do if "%~1"=="%%c" set "name=lessons"
for %%c in (serve load) do if "%~1"=="%%c" set "name=service"
set "target=%root%examples\%name%\target"
set "stamp=%target%\end4rec.built"
set "programs=examples/%name%"
set "options="
if "%name%"=="service" set "main=org.end4rec.service.ServeProgram"
if not "%name%"=="lessons" goto program
set "main=org.end4rec.lessons.LessonsProgram"
set options="-Dend4rec.lessons=%root%examples\lessons"
:program
rem one command measures with libraries that the others do not need
if not "%~1"=="complexity" goto named
set "stamp=%target%\end4rec.bench.built"
set "programs=examples/cli,bench"
set options="-Dend4rec.bench=%root%bench\target"
:named

set "java=java.exe"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
"%java%" --list-modules >nul 2>nul
if errorlevel 1 (
    >&2 echo end4rec: "%java%" is no Java from 17 on; install Java 17 or newer and set JAVA_HOME
    exit /b 1
)

if exist "%stamp%" goto built
where mvn >nul 2>nul
if errorlevel 1 (
    >&2 echo end4rec: the program is not built yet, and Maven 3.8 or newer is needed to build it; install it
    exit /b 1
)
if not exist "%target%" mkdir "%target%"
>&2 echo end4rec: building, which takes a minute or two
pushd "%root%"
call mvn -B -ntp -Dmaven.test.skip=true -pl "%programs%" -am package <nul >"%target%\end4rec.log" 2>&1
set "code=%errorlevel%"
popd
if not "%code%"=="0" (
    >&2 type "%target%\end4rec.log"
    >&2 echo end4rec: the build failed; what Maven said is above and in "%target%\end4rec.log"
    exit /b 1
)
type nul >"%stamp%"
type nul >"%target%\end4rec.built"
:built

set "own=%END4REC_OPTS%"
if not defined own set "own=%JAVA_OPTS%"

rem what a short command computes takes less time than to compile the vector kernels; the scalar ones give the same bits
set "short="
set "first=%~1"
if not defined first set "short=yes"
if defined first if "%first:~0,1%"=="-" set "short=yes"
for %%c in (recommend explain similar export keys completion) do if "%~1"=="%%c" set "short=yes"
rem only the programs of two lessons train so long that they need more; the bits are the same
if "%~1 %~2"=="lesson 13" goto vector
if "%~1 %~2"=="lesson 14" goto vector
if "%name%"=="lessons" set "short=yes"
if not defined short goto vector
set options=%options% -Dend4rec.kernels=scalar
goto run
:vector
"%java%" --list-modules 2>nul | findstr /b "jdk.incubator.vector" >nul
if not errorlevel 1 set options=%options% --add-modules jdk.incubator.vector
"%java%" --sun-misc-unsafe-memory-access=allow -version >nul 2>nul
if not errorlevel 1 set options=%options% --sun-misc-unsafe-memory-access=allow

:run
"%java%" "-Dend4rec.command=%~0" %options% %own% ^
    -cp "%target%\end4rec-%name%.jar;%target%\lib\*" %main% %*
exit /b %errorlevel%
